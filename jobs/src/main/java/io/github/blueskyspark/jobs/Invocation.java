package io.github.blueskyspark.jobs;

import io.github.blueskyspark.jobs.flags.Arguments;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.jobs.flags.ReaderFlags;
import io.github.blueskyspark.jobs.flags.UsageException;
import io.github.blueskyspark.jobs.render.OutputFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One call of a command.
 *
 * @param arguments what was asked for
 * @param console where it speaks
 */
public record Invocation(Arguments arguments, Console console) {
  /** Flag of the commands that print rows. */
  public static final Flag FORMAT =
      Flag.value(
          "--format",
          "table|json|csv",
          "How rows are printed. A table cuts long cells; json and csv hold everything. Default"
              + " table.");

  /** A positional word. */
  public String word(int index) {
    return arguments.words().get(index);
  }

  /**
   * Reader options, checked before Spark starts.
   *
   * @throws io.github.blueskyspark.errors.OptionException for a value that an option does not take
   */
  public Map<String, String> readerOptions() {
    Map<String, String> given = ReaderFlags.given(arguments);
    ReaderOptions.check(given);
    return given;
  }

  /** Starts Spark, with the program's progress bar. */
  public SparkSession spark(Map<String, String> settings) {
    return spark(settings, new Progress(console, arguments.has(GlobalFlags.VERBOSE)));
  }

  /** Starts Spark, with a progress bar that the command can tell more. */
  public SparkSession spark(Map<String, String> settings, Progress progress) {
    SparkSession spark = Session.open(arguments, settings);
    progress.attach(spark);
    return spark;
  }

  /**
   * How rows are to be printed.
   *
   * @throws UsageException when the format is none of the three
   */
  public OutputFormat format() {
    String name = arguments.last(FORMAT).orElse(arguments.has(GlobalFlags.JSON) ? "json" : "table");
    return List.of(OutputFormat.values()).stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "bluesky-spark " + arguments.spec().name(),
                    "use format '" + name.toLowerCase(Locale.ROOT) + "'",
                    "there is none of that name",
                    "Use table, json or csv"));
  }

  /** Runs a query and prints its rows. */
  public void print(Dataset<Row> rows) {
    OutputFormat format = format();
    List<Row> collected = rows.collectAsList();
    format.print(collected, rows.schema(), zone(rows.sparkSession()), console.out());
  }

  /** The session's time zone. */
  public static ZoneId zone(SparkSession spark) {
    return ZoneId.of(spark.conf().get("spark.sql.session.timeZone"));
  }
}
