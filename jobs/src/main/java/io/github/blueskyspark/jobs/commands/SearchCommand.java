package io.github.blueskyspark.jobs.commands;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs that match a query, newest first. */
final class SearchCommand implements Command {
  private static final List<String> COLUMNS =
      List.of(
          "scan_id",
          "start_time",
          "plan_name",
          "exit_status",
          "duration",
          "stream_names",
          "num_events");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "search",
        "runs that match a query, newest first",
        List.of("SOURCE"),
        List.of(Invocation.FORMAT),
        true,
        "Lists the runs of an archive that match a MongoDB query over their start documents.\n\n"
            + "  bluesky-spark search DIR -q '{\"plan_name\": \"scan\", \"num_points\": {\"$gt\":"
            + " 10}}'");
  }

  @Override
  public int run(Invocation call) {
    Map<String, String> options = call.readerOptions();
    call.format();
    Dataset<Row> runs = new Source(call.word(0), options).table(call.spark(Map.of()), "runs");
    call.print(
        runs.select("run_uid", COLUMNS.toArray(String[]::new))
            .orderBy(col("start_time").desc(), col("run_uid")));
    return ExitCode.DONE;
  }
}
