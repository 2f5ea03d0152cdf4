package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Source files that are hashed while the session does other things. */
public final class HashingSources implements Closeable {
  private final JavaSparkContext context;
  private final String group = "hash " + UUID.randomUUID();
  private final FutureTask<List<SourceFile>> hashing;

  private HashingSources(SparkSession spark, List<SourceFile> files) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hashing =
        new FutureTask<>(
            () -> {
              context.setJobGroup(group, "hash source files", false);
              return SourceHashes.of(spark, files);
            });
  }

  /** Begins. */
  public static HashingSources start(SparkSession spark, List<SourceFile> files) {
    HashingSources sources = new HashingSources(spark, files);
    Thread thread = new Thread(sources.hashing, "bluesky-source-hashes");
    thread.setDaemon(true);
    thread.start();
    return sources;
  }

  /** The same files with their hashes, in the same order, once they are there. */
  public List<SourceFile> hashed() throws IOException {
    try {
      return hashing.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for the hashes of sources");
    }
  }

  /** Ends the work when nobody waits for it any more. */
  @Override
  public void close() {
    if (!hashing.isDone()) {
      context.cancelJobGroup(group);
    }
  }
}
