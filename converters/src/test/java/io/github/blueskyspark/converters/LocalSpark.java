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

  /** Another session in it, for many small queries: making code for each takes longer. */
  public static SparkSession quick() {
    SparkSession session = session().newSession();
    session.conf().set("spark.sql.caseSensitive", "true");
    session.conf().set("spark.sql.shuffle.partitions", "1");
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    return session;
  }

  /** Folder {@code sample-data} of the repository. */
  public static Path samples() {
    return Path.of(System.getProperty("bluesky.root"), "sample-data");
  }
}
