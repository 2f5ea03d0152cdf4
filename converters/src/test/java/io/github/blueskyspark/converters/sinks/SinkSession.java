package io.github.blueskyspark.converters.sinks;

import org.apache.spark.sql.SparkSession;

/** A session with the settings of Delta, which must be there from its start. */
final class SinkSession {
  private SinkSession() {}

  /** Ends the session that other tests share and starts one of its own. */
  static SparkSession start() {
    stop();
    return SparkSession.builder()
        .master("local[2]")
        .appName("sinks")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.caseSensitive", "true")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.extensions", DeltaTables.EXTENSION)
        .config("spark.sql.catalog.spark_catalog", DeltaTables.CATALOG)
        .config("spark.databricks.delta.snapshotPartitions", "1")
        // Small tables: making code for each query takes longer than running it.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate();
  }

  static void stop() {
    SparkSession.getDefaultSession().foreach(session -> stopped(session));
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
  }

  private static SparkSession stopped(SparkSession session) {
    session.stop();
    return session;
  }
}
