package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.github.blueskyspark.converters.layout.TableWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * About how many bytes the rows of each run take in a table: its events times the elements of their
 * data keys. Known before the table is written, and by the cluster alone.
 */
final class RunWeights {
  /** Columns of {@code runs} that are read. */
  static final String RUNS = "run_uid STRING, num_events MAP<STRING, BIGINT>";

  /** Columns of {@code data_keys} that are read. */
  static final String KEYS =
      "run_uid STRING, stream STRING, data_key STRING, shape ARRAY<BIGINT>, external STRING";

  private static final String BYTES_A_KEY =
      "24D + 8D * aggregate(coalesce(shape, array()), 1D,"
          + " (n, d) -> n * cast(coalesce(d, 1L) AS double))";

  private final Dataset<Row> runs;
  private final Dataset<Row> keys;
  private final boolean arraysAreCopied;

  RunWeights(Dataset<Row> runs, Dataset<Row> keys, boolean arraysAreCopied) {
    this.runs = runs;
    this.keys = keys;
    this.arraysAreCopied = arraysAreCopied;
  }

  /** Of {@code documents}: arrays elsewhere are not in them. */
  Dataset<Row> ofDocuments() {
    return of(col("external").isNull(), lit(true));
  }

  /** Of a stream. */
  Dataset<Row> ofStream(String stream) {
    Column mine = col("stream").equalTo(stream);
    return of(arraysAreCopied ? lit(true) : col("external").isNull(), mine);
  }

  /** Of the frames of an external data key. */
  Dataset<Row> ofFrames(String dataKey) {
    return of(col("data_key").equalTo(dataKey), lit(true));
  }

  private Dataset<Row> of(Column counted, Column streams) {
    Dataset<Row> widths =
        keys.where(streams.and(counted))
            .groupBy("run_uid", "stream")
            .agg(sum(expr(BYTES_A_KEY)).as("width"));
    Dataset<Row> events =
        runs.selectExpr("run_uid", "explode(num_events) AS (stream, events)").where(streams);
    return events
        .join(
            widths,
            events
                .col("run_uid")
                .equalTo(widths.col("run_uid"))
                .and(events.col("stream").equalTo(widths.col("stream"))))
        .groupBy(events.col("run_uid"))
        .agg(
            sum(col("events").multiply(col("width"))).as(TableWriter.WEIGHT),
            sum("events").as(TableWriter.COUNT));
  }
}
