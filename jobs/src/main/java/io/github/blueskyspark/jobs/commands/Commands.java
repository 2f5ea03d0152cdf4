package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Command;
import java.util.List;

/** Every command, in the order of the help page. */
public final class Commands {
  private Commands() {}

  /** All of them. */
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
        new IndexCommand(),
        new CompactCommand(),
        new VacuumCommand());
  }
}
