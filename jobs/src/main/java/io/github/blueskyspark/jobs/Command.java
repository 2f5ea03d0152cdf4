package io.github.blueskyspark.jobs;

import io.github.blueskyspark.jobs.flags.CommandSpec;

/** One command of the program. Stateless. */
public interface Command {
  /** Its name, words and flags. */
  CommandSpec spec();

  /**
   * Runs it.
   *
   * @return an {@link ExitCode}
   * @throws Exception whatever went wrong; the program shows it in one line
   */
  int run(Invocation call) throws Exception;
}
