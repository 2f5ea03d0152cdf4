package io.github.blueskyspark.converters.sinks;

import java.util.Map;

/** What a session must have been started with before tables of a format can be written. */
public final class SinkSettings {
  private SinkSettings() {}

  /** Settings of Spark; none where the format needs none, or its jars are not there. */
  public static Map<String, String> of(SinkKind kind) {
    return kind == SinkKind.DELTA && ClassPath.has(DeltaTables.EXTENSION)
        ? Map.of(
            "spark.sql.extensions", DeltaTables.EXTENSION,
            "spark.sql.catalog.spark_catalog", DeltaTables.CATALOG)
        : Map.of();
  }
}
