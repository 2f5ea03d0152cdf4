package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.options.Options;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables of an archive, read through the data source as users do. */
class ArchiveTables {
  private final SparkSession spark;
  private final List<String> paths;
  private final Map<String, String> options;

  ArchiveTables(SparkSession spark, List<String> paths, Map<String, String> options) {
    this.spark = spark;
    this.paths = List.copyOf(paths);
    this.options = Map.copyOf(options);
  }

  Dataset<Row> table(String name) {
    return load(name, Map.of());
  }

  Dataset<Row> stream(String name) {
    return load("stream", Map.of(Options.STREAM.key(), name));
  }

  Dataset<Row> frames(String dataKey) {
    return load("frames", Map.of(Options.DATA_KEY.key(), dataKey));
  }

  private Dataset<Row> load(String table, Map<String, String> more) {
    return spark
        .read()
        .format("bluesky")
        .options(options)
        .options(more)
        .option(Options.TABLE.key(), table)
        .load(paths.toArray(String[]::new));
  }
}
