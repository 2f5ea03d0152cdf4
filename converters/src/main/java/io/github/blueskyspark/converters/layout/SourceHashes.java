package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.Sha256;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** SHA-256 of source files, computed in tasks. */
public final class SourceHashes {
  private static final int FILES_A_TASK = 200;
  private static final long BYTES_A_TASK = 128L << 20;
  private static final int BUFFER = 1 << 16;

  private SourceHashes() {}

  /** The same files with their hashes, in the same order. */
  public static List<SourceFile> of(SparkSession spark, List<SourceFile> files) {
    if (files.isEmpty()) {
      return files;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration conf = spark.sessionState().newHadoopConf();
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    long bytes = files.stream().mapToLong(SourceFile::size).sum();
    long tasks =
        Math.max(files.size() / FILES_A_TASK, bytes / BYTES_A_TASK) + context.defaultParallelism();
    int slices = (int) Math.min(files.size(), tasks);
    return context
        .parallelize(files, slices)
        .map(
            file ->
                file.sha256().isEmpty() ? file.hashed(hash(file, shared.value().value())) : file)
        .collect();
  }

  /** SHA-256 of the staged files of tables, by path. */
  public static Map<String, String> staged(
      SparkSession spark, Staging staging, Collection<String> tables) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    for (String table : tables) {
      for (FileStatus file : staging.staged(table)) {
        found.add(new SourceFile(file.getPath().toString(), file.getLen(), 0, ""));
      }
    }
    Map<String, String> hashes = new HashMap<>();
    of(spark, found).forEach(file -> hashes.put(file.path(), file.sha256()));
    return hashes;
  }

  /** Files of a warehouse with their hashes. */
  public static List<TableFile> of(SparkSession spark, Path warehouse, List<TableFile> files) {
    List<SourceFile> found = new ArrayList<>();
    for (TableFile file : files) {
      found.add(new SourceFile(new Path(warehouse, file.path()).toString(), file.size(), 0, ""));
    }
    List<SourceFile> hashed = of(spark, found);
    List<TableFile> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      all.add(files.get(i).hashed(hashed.get(i).sha256()));
    }
    return all;
  }

  /** Files of a warehouse with their hashes, where these are not known. */
  public static List<TableFile> missing(SparkSession spark, Path warehouse, List<TableFile> files) {
    List<TableFile> open = files.stream().filter(f -> f.sha256().isEmpty()).toList();
    Map<String, TableFile> hashed = new HashMap<>();
    of(spark, warehouse, open).forEach(f -> hashed.put(f.path(), f));
    return files.stream().map(f -> hashed.getOrDefault(f.path(), f)).toList();
  }

  private static String hash(SourceFile file, Configuration conf) throws IOException {
    Path path = new Path(file.path());
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      MessageDigest digest = Sha256.digest();
      byte[] buffer = new byte[BUFFER];
      long left = file.size();
      int n;
      while (left > 0 && (n = in.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0) {
        digest.update(buffer, 0, n);
        left -= n;
      }
      return Sha256.hex(digest);
    }
  }
}
