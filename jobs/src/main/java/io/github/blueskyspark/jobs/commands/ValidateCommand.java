package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.render.JsonText;
import io.github.blueskyspark.jobs.render.OutputFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What is wrong with an archive: rejected pieces and notes on runs. */
final class ValidateCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "validate",
        "what is wrong with an archive: rejected input and notes on runs",
        List.of("SOURCE"),
        List.of(),
        true,
        """
        Reads the whole archive and lists what could not be read (with file and place) and what had to be
        repaired. Ends with 3 when there is rejected input.
        """);
  }

  @Override
  public int run(Invocation call) {
    Source source = new Source(call.word(0), call.readerOptions());
    SparkSession spark = call.spark(Map.of());
    Dataset<Row> runs = source.table(spark, "runs").select("run_uid", "complete", "notes");
    Dataset<Row> rejected =
        source
            .table(spark, "quarantine")
            .select("source", "position", "length", "run_uid", "document", "rule", "reason")
            .orderBy("source", "position");
    List<Row> found = runs.orderBy("run_uid").collectAsList();
    List<Row> pieces = rejected.collectAsList();
    List<Row> noted =
        found.stream().filter(r -> !r.isNullAt(2) && !r.getList(2).isEmpty()).toList();
    if (call.format() == OutputFormat.JSON) {
      call.console()
          .print(
              "{\"runs\": "
                  + found.size()
                  + ",\n\"notes\": "
                  + JsonText.rows(noted, runs.schema())
                  + ",\n\"quarantine\": "
                  + JsonText.rows(pieces, rejected.schema())
                  + "}");
    } else {
      call.console()
          .print(
              found.size()
                  + " runs, "
                  + noted.size()
                  + " with notes, "
                  + pieces.size()
                  + " rejected pieces");
      printAll(call, noted, runs, "Notes");
      printAll(call, pieces, rejected, "Rejected");
    }
    return pieces.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINED;
  }

  private static void printAll(Invocation call, List<Row> rows, Dataset<Row> of, String title) {
    if (!rows.isEmpty()) {
      call.console().print("\n" + title);
      call.format()
          .print(rows, of.schema(), Invocation.zone(of.sparkSession()), call.console().out());
    }
  }
}
