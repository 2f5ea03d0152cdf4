package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring_index;

import io.github.blueskyspark.spark.storage.FileUris;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rejected documents that wait for others: the run has no start, or nobody has the descriptor or
 * resource that they name. A file that brings these must not be converted alone.
 */
final class WaitingDocuments {
  /** Columns of {@code quarantine} that are looked at. */
  static final StructType COLUMNS =
      StructType.fromDDL("source STRING, run_uid STRING, rule STRING, raw BINARY");

  private static final String RULES =
      "rule IN ('no-start', 'unknown-descriptor', 'unknown-resource')";

  /** What a document refers to, in JSON and in msgpack. */
  private static final String REFERENCES =
      "explode(regexp_extract_all(CAST(raw AS STRING),"
          + " '(?:descriptor|resource|run_start)[^A-Za-z0-9]{1,6}([A-Za-z0-9_.:/-]+)', 1)) AS uid";

  private static final String REFERRED =
      "name IN ('start', 'descriptor', 'resource', 'stream_resource')";

  private final Dataset<Row> waiting;

  /**
   * @param quarantine rejected input of the conversions before
   * @param read paths of the files that are read now: what was rejected of them is no more
   */
  WaitingDocuments(Dataset<Row> quarantine, Collection<String> read) {
    List<String> files = read.stream().map(p -> FileUris.of(new Path(p))).toList();
    this.waiting =
        quarantine
            .where(RULES)
            .where(substring_index(col("source"), "#", 1).isInCollection(files).equalTo(false));
  }

  /**
   * Whether any of them waits for one of these.
   *
   * @param runs column {@code run_uid}
   * @param documents columns {@code name} and {@code json}
   */
  boolean waitFor(Dataset<Row> runs, Dataset<Row> documents) {
    if (waiting.isEmpty()) {
      return false;
    }
    if (RunUids.meet(waiting, runs)) {
      return true;
    }
    Dataset<Row> names = waiting.selectExpr(REFERENCES);
    Dataset<Row> uids =
        FiniteJson.of(documents.where(REFERRED))
            .selectExpr("get_json_object(json, '$.uid') AS there");
    return !names.join(uids, names.col("uid").equalTo(uids.col("there")), "left_semi").isEmpty();
  }
}
