package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.errors.OptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A directory that tasks reach, made for one use and removed after it. */
public final class SpoolDirectory implements AutoCloseable {
  private static final String PREFIX = "bluesky-tables-";

  private final FileSystem files;
  private final Path path;

  private SpoolDirectory(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /**
   * Below Spark's checkpoint directory where there is one; else, where Spark runs in this process,
   * below that of temporary files.
   *
   * @throws OptionException on a cluster without a checkpoint directory
   */
  public static SpoolDirectory ofItsOwn(SparkSession spark) {
    var checkpoints = spark.sparkContext().getCheckpointDir();
    try {
      Path made;
      if (checkpoints.isDefined()) {
        made = new Path(checkpoints.get(), PREFIX + UUID.randomUUID());
      } else if (spark.sparkContext().isLocal()) {
        made = new Path(Files.createTempDirectory(PREFIX).toUri());
      } else {
        throw new OptionException(
            DocumentColumns.WHERE,
            "keep documents for the tasks to read",
            "Spark runs on a cluster and has no checkpoint directory",
            "Call sparkContext.setCheckpointDir(…) with one that all machines reach");
      }
      FileSystem files = made.getFileSystem(spark.sessionState().newHadoopConf());
      files.mkdirs(made);
      files.deleteOnExit(made);
      return new SpoolDirectory(files, files.makeQualified(made));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public String uri() {
    return path.toString();
  }

  /** Removes it. */
  @Override
  public void close() {
    try {
      files.delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
