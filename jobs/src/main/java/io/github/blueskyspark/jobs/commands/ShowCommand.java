package io.github.blueskyspark.jobs.commands;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.render.JsonText;
import io.github.blueskyspark.jobs.render.OutputFormat;
import io.github.blueskyspark.jobs.render.PlainText;
import io.github.blueskyspark.options.Options;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One run: its row of {@code runs}, its streams and their data keys. */
final class ShowCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "show",
        "one run: its times, streams and data keys",
        List.of("SOURCE", "KEY"),
        List.of(),
        true,
        "Shows one run. KEY is a uid, at least 5 characters of one, a scan_id, or -N for the N-th"
            + " newest run.\n\n"
            + "  bluesky-spark show DIR -1");
  }

  @Override
  public int run(Invocation call) {
    Map<String, String> options = new HashMap<>(call.readerOptions());
    options.put(Options.RUN.key(), call.word(1));
    Source source = new Source(call.word(0), options);
    SparkSession spark = call.spark(Map.of());
    Dataset<Row> runs = source.table(spark, "runs");
    List<Row> found = runs.orderBy(col("start_time").desc()).collectAsList();
    if (found.isEmpty()) {
      throw new ArchiveException(
          Location.file(call.word(0)),
          "show run '" + call.word(1) + "'",
          "there is none",
          "See bluesky-spark search for the runs");
    }
    Dataset<Row> streams = source.table(spark, "streams").drop("hints", "object_keys");
    Dataset<Row> keys =
        source
            .table(spark, "data_keys")
            .select(
                "stream",
                "data_key",
                "column",
                "spark_type",
                "shape",
                "units",
                "source",
                "external");
    if (call.format() == OutputFormat.JSON) {
      call.console()
          .print(
              "{\"runs\": "
                  + json(runs, found)
                  + ",\n\"streams\": "
                  + json(streams)
                  + ",\n\"data_keys\": "
                  + json(keys)
                  + "}");
      return ExitCode.DONE;
    }
    found.forEach(row -> describe(call, row, runs.schema(), Invocation.zone(spark)));
    call.console().print("\nStreams");
    call.print(streams.drop("run_uid"));
    call.console().print("\nData keys");
    call.print(keys);
    return ExitCode.DONE;
  }

  private static String json(Dataset<Row> rows) {
    return json(rows, rows.collectAsList());
  }

  private static String json(Dataset<Row> of, List<Row> rows) {
    return JsonText.rows(rows, of.schema());
  }

  private static void describe(Invocation call, Row run, StructType schema, ZoneId zone) {
    for (StructField field : schema.fields()) {
      Object value = run.getAs(field.name());
      if (value != null) {
        String text = PlainText.printable(PlainText.cell(value, field.dataType(), zone));
        call.console()
            .print(field.name() + " ".repeat(Math.max(1, 14 - field.name().length())) + text);
      }
    }
  }
}
