package io.github.blueskyspark.converters.verify;

import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Compares the files of a warehouse, and its commit log itself, with what the log says. */
final class FileComparison {
  private final SparkSession spark;
  private final Path warehouse;
  private final CommitLog log;
  private final Differences differences;
  private final Set<String> changed = new HashSet<>();
  private final Set<String> lost = new HashSet<>();

  FileComparison(SparkSession spark, Path warehouse, CommitLog log, Differences differences) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.log = log;
    this.differences = differences;
  }

  /** Adds a difference for every entry and every file that is not as it was written. */
  void run() throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    FileSystem files = warehouse.getFileSystem(conf);
    log.faults().forEach(differences::add);
    compareBytes(files);
    for (String stray : new Staging(files, warehouse, "").strays(log.live().keySet())) {
      differences.add(
          stray
              + ": no entry of the commit log counts it; a conversion that did not end has left it,"
              + " or it was put there. vacuum removes it");
    }
    List<String> suspects = changed.stream().filter(p -> !lost.contains(p)).sorted().toList();
    lost.addAll(unreadable(suspects, conf));
  }

  private void compareBytes(FileSystem files) throws IOException {
    List<TableFile> there = new ArrayList<>();
    for (TableFile file : log.liveFiles()) {
      Path path = new Path(warehouse, file.path());
      long size = files.exists(path) ? files.getFileStatus(path).getLen() : -1;
      if (size < 0) {
        lost.add(file.path());
        differences.add(file.path() + ": the file is missing");
      } else if (size != file.size()) {
        changed.add(file.path());
        differences.add(
            file.path() + ": the file has " + size + " bytes, " + file.size() + " were written");
      } else if (!file.sha256().isEmpty()) {
        there.add(file);
      }
    }
    List<TableFile> now = SourceHashes.of(spark, warehouse, there);
    for (int i = 0; i < there.size(); i++) {
      if (!now.get(i).sha256().equals(there.get(i).sha256())) {
        changed.add(there.get(i).path());
        differences.add(there.get(i).path() + ": its bytes are not those that were written");
      }
    }
  }

  /** Files that count below a folder and can be read, also where they were changed. */
  List<String> readable(String folder) {
    return log.liveFiles().stream()
        .map(TableFile::path)
        .filter(p -> p.startsWith(folder) && !lost.contains(p))
        .map(p -> new Path(warehouse, p).toString())
        .toList();
  }

  private Set<String> unreadable(List<String> paths, Configuration conf) {
    if (paths.isEmpty()) {
      return Set.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    String root = warehouse.toString();
    return new HashSet<>(
        context
            .parallelize(paths, Math.min(paths.size(), context.defaultParallelism() * 4))
            .filter(path -> !ParquetCheck.isWhole(new Path(root, path), shared.value().value()))
            .collect());
  }
}
