package io.github.blueskyspark.jobs;

import io.github.blueskyspark.jobs.flags.Arguments;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Spark sessions of the commands. Under spark-submit its settings stay; else a local Spark with
 * quiet settings runs inside.
 */
public final class Session {
  /** Settings where neither spark-submit nor {@code --conf} says otherwise. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.sql.caseSensitive", "true",
          "spark.sql.datetime.java8API.enabled", "true",
          "spark.ui.enabled", "false",
          "spark.ui.showConsoleProgress", "false",
          "spark.sql.catalogImplementation", "in-memory");

  /** The same, for a Spark inside this process. */
  private static final Map<String, String> LOCAL_DEFAULTS =
      Map.of(
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions",
              String.valueOf(Math.max(2, Runtime.getRuntime().availableProcessors())));

  private Session() {}

  /**
   * Starts or joins a session.
   *
   * @param extra settings of the command, such as its catalog
   */
  public static SparkSession open(Arguments arguments, Map<String, String> extra) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "bluesky-spark " + arguments.spec().name());
    arguments.last(GlobalFlags.MASTER).ifPresent(conf::setMaster);
    conf.setIfMissing("spark.master", "local[*]");
    arguments.sparkSettings().forEach(s -> conf.set(s.getKey(), s.getValue()));
    DEFAULTS.forEach(conf::setIfMissing);
    extra.forEach(conf::set);
    if (conf.get("spark.master").startsWith("local")) {
      LOCAL_DEFAULTS.forEach(conf::setIfMissing);
      Path scratch = Scratch.make();
      conf.setIfMissing("spark.local.dir", scratch.toString());
      conf.setIfMissing("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString());
    } else {
      bundle().ifPresent(jar -> conf.setIfMissing("spark.jars", jar));
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** The jar this class came from, which executors need too. */
  private static Optional<String> bundle() {
    Path source =
        Path.of(
            java.net.URI.create(
                Session.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    return Files.isRegularFile(source) ? Optional.of(source.toString()) : Optional.empty();
  }

  /** A directory for this process that is gone when it ends, also after Ctrl-C. */
  private static final class Scratch {
    private static final int AFTER_SPARK = 1;

    static Path make() {
      try {
        Path made = Files.createTempDirectory("bluesky-spark-");
        org.apache.hadoop.util.ShutdownHookManager.get()
            .addShutdownHook(() -> delete(made), AFTER_SPARK);
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      org.apache.hadoop.fs.FileUtil.fullyDelete(folder.toFile());
    }
  }
}
