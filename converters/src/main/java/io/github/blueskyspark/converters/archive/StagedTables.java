package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.spark.warehouse.TableFolder;
import io.github.blueskyspark.tables.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** What a conversion has staged so far, read back. */
final class StagedTables {
  private final SparkSession spark;
  private final Staging staging;
  private final Set<String> folders;

  /**
   * @param folders those that have rows; a view that grows while tables are staged
   */
  StagedTables(SparkSession spark, Staging staging, Set<String> folders) {
    this.spark = spark;
    this.staging = staging;
    this.folders = folders;
  }

  /** Runs: uid and start time. */
  Dataset<Row> runs() {
    return table("runs", "run_uid STRING, start_time TIMESTAMP");
  }

  /** Documents, without the variant. */
  Dataset<Row> documents() {
    return table("documents", "run_uid STRING, position BIGINT, name STRING, json STRING");
  }

  Map<String, Long> documentsByKind() {
    return kinds(table("documents", "name STRING"));
  }

  /** Documents by kind. */
  static Map<String, Long> kinds(Dataset<Row> documents) {
    Map<String, Long> kinds = new TreeMap<>();
    for (Row row : documents.groupBy("name").agg(count(lit(1))).collectAsList()) {
      kinds.put(row.getString(0), row.getLong(1));
    }
    return kinds;
  }

  /** Rows of streams without a time: {@code run_uid}, {@code seq_num}, {@code stream}. */
  Dataset<Row> untimed(List<String> names) {
    Dataset<Row> untimed =
        spark.createDataFrame(
            List.of(), StructType.fromDDL("run_uid STRING, seq_num BIGINT, stream STRING"));
    for (String stream : names) {
      String folder = TableFolder.of(TableName.STREAM, stream);
      if (folders.contains(folder)) {
        untimed =
            untimed.unionAll(
                table(folder, "run_uid STRING, seq_num BIGINT, time TIMESTAMP")
                    .where("time IS NULL")
                    .select(col("run_uid"), col("seq_num"), lit(stream)));
      }
    }
    return untimed;
  }

  /**
   * Events in the documents; only documents that hold several have to be opened.
   *
   * @param documents by kind
   */
  long events(Map<String, Long> documents) {
    long alone = documents.getOrDefault("event", 0L);
    if (!documents.containsKey("event_page") && !documents.containsKey("bulk_events")) {
      return alone;
    }
    return alone
        + FiniteJson.of(
                table("documents", "name STRING, json STRING")
                    .where("name IN ('event_page', 'bulk_events')"))
            .selectExpr("coalesce(sum(" + EventBalance.EVENTS_OF_DOCUMENT + "), 0L)")
            .first()
            .getLong(0);
  }

  /** These columns and no others: Spark adds those that the folders' names tell. */
  Dataset<Row> table(String table, String columns) {
    StructType schema = StructType.fromDDL(columns);
    return spark
        .read()
        .schema(schema)
        .parquet(staging.folder(table).toString())
        .select(Stream.of(schema.fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  /** Names of all streams. */
  List<String> streams() {
    if (!folders.contains("streams")) {
      return List.of();
    }
    return table("streams", "stream STRING").distinct().collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  /** Stream, column, data key and type of every external data key. */
  List<Row> externalKeys() {
    if (!folders.contains("data_keys")) {
      return List.of();
    }
    return table(
            "data_keys",
            "stream STRING, column STRING, data_key STRING, spark_type STRING, external STRING")
        .where("external IS NOT NULL")
        .drop("external")
        .distinct()
        .collectAsList();
  }
}
