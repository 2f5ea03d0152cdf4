package io.github.blueskyspark.converters;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The session of the tests, and where the samples are. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Joins or starts a local session. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("converters")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  /** Folder {@code sample-data} of the repository. */
  public static Path samples() {
    return Path.of(System.getProperty("bluesky.root"), "sample-data");
  }
}
