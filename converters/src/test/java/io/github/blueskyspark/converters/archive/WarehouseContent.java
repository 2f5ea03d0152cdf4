package io.github.blueskyspark.converters.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a warehouse holds, table by table, independent of how its files are cut. */
final class WarehouseContent {
  private static final List<String> TABLES =
      List.of(
          "runs", "streams", "data_keys", "configuration", "documents", "stream/stream=primary");

  private WarehouseContent() {}

  /** Rows of every table as text, sorted; of plain Parquet, whatever the log says. */
  static Map<String, List<String>> of(SparkSession spark, Path warehouse) {
    Map<String, List<String>> content = new TreeMap<>();
    for (String table : TABLES) {
      if (Files.isDirectory(warehouse.resolve(table))) {
        content.put(
            table,
            spark
                .read()
                .parquet(warehouse.resolve(table).toString())
                .selectExpr("to_json(struct(*)) AS row")
                .collectAsList()
                .stream()
                .map(r -> r.getString(0))
                .sorted()
                .toList());
      }
    }
    return content;
  }

  /** Documents by run, as the log says. */
  static Map<String, Long> documents(SparkSession spark, String warehouse) {
    Map<String, Long> found = new TreeMap<>();
    for (Row row :
        spark
            .read()
            .format("bluesky")
            .option("table", "documents")
            .load(warehouse)
            .groupBy("run_uid")
            .count()
            .collectAsList()) {
      found.put(row.getString(0), row.getLong(1));
    }
    return found;
  }
}
