package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;

/**
 * A command whose flags are settled and which a later version brings. It says so, and does nothing.
 */
final class ComingCommand implements Command {
  private final CommandSpec spec;

  ComingCommand(CommandSpec spec) {
    this.spec =
        new CommandSpec(
            spec.name(),
            spec.summary() + " (not in this version)",
            spec.words(),
            spec.own(),
            spec.readsArchive(),
            spec.about()
                + "\n\nThis version does not have this command yet: it ends with exit code 1.");
  }

  @Override
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public int run(Invocation call) {
    call.console()
        .error(
            "bluesky-spark "
                + spec.name()
                + ": Cannot run command '"
                + spec.name()
                + "': this version does not have it yet. See the table in README.md for what"
                + " works.");
    return ExitCode.FAILED;
  }
}
