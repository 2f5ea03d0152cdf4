package io.github.blueskyspark.jobs;

import io.github.blueskyspark.errors.BlueskyException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.jobs.flags.UsageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;

/**
 * What a user is told of an exception: one line, and an exit code.
 *
 * @param message {@code where: Cannot <verb> <what>: <found>. <what to do>.}
 * @param code exit code
 */
record Failure(String message, int code) {
  /** Where Spark kept only the text of what a task threw. */
  private static final Pattern QUOTED =
      Pattern.compile("io\\.github\\.blueskyspark\\.errors\\.(\\w+)Exception: ([^\\n]+)");

  private static final int LONGEST = 600;

  static Failure of(Throwable thrown, String where) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Optional<Failure> known = known(t, where);
      if (known.isPresent()) {
        return known.get();
      }
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Matcher quoted = QUOTED.matcher(String.valueOf(t.getMessage()));
      if (quoted.find()) {
        return new Failure(quoted.group(2), ExitCode.FAILED);
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String found = firstLine(root.getClass().getSimpleName() + ": " + root.getMessage());
    return new Failure(
        where
            + ": Cannot finish: "
            + sentence(found)
            + " Run it again with --verbose to see where.",
        ExitCode.FAILED);
  }

  private static Optional<Failure> known(Throwable t, String where) {
    if (t instanceof UsageException) {
      return Optional.of(new Failure(t.getMessage(), ExitCode.WRONG_USAGE));
    }
    if (t instanceof BlueskyException known) {
      return Optional.of(
          new Failure(
              known.getMessage(), isWrongUsage(known) ? ExitCode.WRONG_USAGE : ExitCode.FAILED));
    }
    if (t instanceof AnalysisException) {
      String found =
          firstLine(t.getMessage())
              .replaceFirst(" SQLSTATE: \\w+", "")
              .replaceFirst("; line \\d+ pos \\d+;?$", "");
      return Optional.of(
          new Failure(
              where
                  + ": Cannot run the query: "
                  + sentence(found)
                  + " Look at its names and syntax.",
              ExitCode.FAILED));
    }
    return Optional.empty();
  }

  /**
   * An option with a value it does not take is wrong usage; a run or path that is not there is a
   * failure.
   */
  private static boolean isWrongUsage(BlueskyException known) {
    boolean names =
        known.where().equals(Location.option("run"))
            || known.where().equals(Location.option("path"));
    return known instanceof OptionException
        && known.where().toString().startsWith("option '")
        && !names;
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
