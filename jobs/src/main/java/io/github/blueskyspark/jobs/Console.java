package io.github.blueskyspark.jobs;

import io.github.blueskyspark.jobs.render.PlainText;
import java.io.PrintStream;

/**
 * Where a command speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param quiet whether only errors go to {@code err}
 * @param interactive whether {@code err} is a terminal, so that a line can be overwritten
 */
public record Console(PrintStream out, PrintStream err, boolean quiet, boolean interactive) {
  /** A line of results. */
  public void print(String line) {
    out.println(line);
  }

  /** A line beside the results; silent when quiet. */
  public void note(String line) {
    if (!quiet) {
      err.println(PlainText.printable(line));
    }
  }

  /** A line that is printed even when quiet. */
  public void error(String line) {
    err.println(PlainText.printable(line));
  }
}
