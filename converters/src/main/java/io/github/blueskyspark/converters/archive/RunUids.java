package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows beside a set of runs; both have a column {@code run_uid}. */
final class RunUids {
  /** The one column of a set of runs. */
  static final StructType COLUMN = StructType.fromDDL("run_uid STRING");

  private static final String UID = "__bluesky_uid";

  private RunUids() {}

  /** The rows of these runs. */
  static Dataset<Row> only(Dataset<Row> rows, Dataset<Row> runs) {
    return joined(rows, runs, "left_semi");
  }

  /** The rows of all other runs. */
  static Dataset<Row> without(Dataset<Row> rows, Dataset<Row> runs) {
    return joined(rows, runs, "left_anti");
  }

  /** Whether any run is in both. */
  static boolean meet(Dataset<Row> some, Dataset<Row> others) {
    return !only(some, others).isEmpty();
  }

  private static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> runs, String how) {
    Dataset<Row> named = runs.select(col("run_uid").as(UID));
    Column same = rows.col("run_uid").equalTo(named.col(UID));
    return rows.join(named, same, how);
  }
}
