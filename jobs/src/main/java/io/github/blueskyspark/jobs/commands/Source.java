package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.options.Options;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An archive as a command reads it.
 *
 * @param path its path or URI
 * @param options reader options by key
 */
record Source(String path, Map<String, String> options) {
  Source {
    options = Map.copyOf(options);
  }

  Dataset<Row> table(SparkSession spark, String name) {
    return spark
        .read()
        .format("bluesky")
        .options(options)
        .option(Options.TABLE.key(), name)
        .load(path);
  }
}
