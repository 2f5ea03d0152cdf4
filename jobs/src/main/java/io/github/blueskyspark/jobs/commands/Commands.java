package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import java.util.List;

/** Every command, in the order of the help page. */
public final class Commands {
  private Commands() {}

  /** All of them, those that later versions bring included. */
  public static List<Command> all() {
    return List.of(
        new DemoCommand(),
        new ConvertCommand(),
        new PandaCommand(),
        new RetrofitCommand(),
        new ExportCommand(),
        new VerifyCommand(),
        new SearchCommand(),
        new ShowCommand(),
        new ValidateCommand(),
        new SqlCommand(),
        new AlignCommand(),
        index(),
        new VacuumCommand());
  }

  private static Command index() {
    return new ComingCommand(
        new CommandSpec(
            "index",
            "build or refresh the run index of an archive",
            List.of("SOURCE"),
            List.of(),
            false,
            "Writes an index of the runs of an archive, so that searches open few files."));
  }
}
