package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes few files of many small ones: rows of a folder and month come together, sorted, and files
 * that lack a column get it. One entry of the log takes the place of those whose files were put
 * together, sources and counts included, so that the warehouse goes on as if they had been one
 * conversion.
 */
public final class WarehouseCompaction {
  private static final String ARCHIVE = "archive";
  private static final long SMALL = 128L << 20;
  private static final int MOST_ATTEMPTS = 20;
  private final SparkSession spark;
  private final Path warehouse;
  private final FileSystem files;

  /** For the warehouse in a directory. */
  public WarehouseCompaction(SparkSession spark, String warehouse) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    Path path = new Path(warehouse);
    this.spark = spark;
    this.files = path.getFileSystem(conf);
    this.warehouse = files.makeQualified(path);
  }

  /** What would be put together. Writes nothing. */
  public CompactionReport plan() throws IOException {
    CompactionReport all = new CompactionReport(0, 0, 0, 0);
    for (CompactionGroup group : groups(log())) {
      all = all.plus(group.planned());
    }
    return all;
  }

  /**
   * Puts files together; all of it counts, or nothing does.
   *
   * @throws ArchiveException when there is no warehouse, or others write into it all the time
   */
  public CompactionReport run() throws IOException {
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      CompactionReport all = new CompactionReport(0, 0, 0, 0);
      CommitLog log = log();
      if (lock.isExclusive()) {
        Staging any = new Staging(files, warehouse, "");
        any.tidy(log.live().keySet());
        any.clearAll();
      }
      for (int attempt = 1; ; ) {
        List<CompactionGroup> groups = groups(log);
        if (groups.isEmpty()) {
          return all;
        }
        Optional<CompactionReport> done = compact(log, groups.get(0), attempt == MOST_ATTEMPTS);
        all = done.map(all::plus).orElse(all);
        attempt = done.isPresent() ? 1 : attempt + 1;
        log = log();
      }
    }
  }

  private CommitLog log() throws IOException {
    CommitLog log = CommitLog.read(files, warehouse);
    if (log.entries().isEmpty()) {
      throw new ArchiveException(
          Location.file(warehouse.toString()),
          "compact the warehouse",
          "there is no commit log in it",
          "Name a directory that 'bluesky-spark convert' has written");
    }
    return log;
  }

  /** Files that come together, by what their conversions were told to read. */
  private List<CompactionGroup> groups(CommitLog log) throws IOException {
    Map<Map<String, String>, List<TableFile>> told = new LinkedHashMap<>();
    Map<String, Commit> owners = log.live();
    for (TableFile file : log.liveFiles()) {
      Commit owner = owners.get(file.path());
      if (owner.kind().equals(ARCHIVE)) {
        told.computeIfAbsent(owner.selection(), s -> new ArrayList<>()).add(file);
      }
    }
    TableSchemas schemas = new TableSchemas(spark, warehouse, log.liveFiles());
    List<CompactionGroup> groups = new ArrayList<>();
    for (List<TableFile> same : told.values()) {
      Set<TableFile> merged = new LinkedHashSet<>(schemas.incomplete(same));
      Map<Partition, List<TableFile>> small = new LinkedHashMap<>();
      for (TableFile file : same) {
        if (file.size() < SMALL) {
          small.computeIfAbsent(Partition.of(file), p -> new ArrayList<>()).add(file);
        }
      }
      small.values().stream().filter(f -> f.size() > 1).forEach(merged::addAll);
      if (!merged.isEmpty()) {
        groups.add(CompactionGroup.of(same, merged));
      }
    }
    return groups;
  }

  /** Empty when another entry has taken the number in the log. */
  private Optional<CompactionReport> compact(CommitLog log, CompactionGroup group, boolean last)
      throws IOException {
    Staging staging = new Staging(files, warehouse, Staging.newId());
    try {
      CompactionTask task = new CompactionTask(spark, warehouse, staging);
      task.stage(group, new TableSchemas(spark, warehouse, log.liveFiles()));
      Map<String, String> hashes = SourceHashes.staged(spark, staging, group.folders());
      List<TableFile> published = staging.publish(group.folders(), hashes);
      Commit commit = commit(log, staging.id(), group, published);
      if (last) {
        log.append(commit);
      } else if (!log.offer(commit)) {
        staging.remove(paths(published));
        return Optional.empty();
      }
      staging.retire(paths(group.merged()));
      CompactionReport after = new CompactionReport(0, 0, published.size(), size(published));
      return Optional.of(group.planned().plus(after));
    } finally {
      staging.clear();
    }
  }

  private static long size(Collection<TableFile> files) {
    return files.stream().mapToLong(TableFile::size).sum();
  }

  private static List<String> paths(Collection<TableFile> files) {
    return files.stream().map(TableFile::path).toList();
  }

  /** An entry for what several had read and written. Files that stay become files of its own. */
  private static Commit commit(
      CommitLog log, String id, CompactionGroup group, List<TableFile> published) {
    List<TableFile> added = new ArrayList<>();
    group.kept().forEach(file -> added.add(file.of(0)));
    added.addAll(published);
    List<String> removed = new ArrayList<>(paths(group.merged()));
    removed.addAll(paths(group.kept()));
    List<Commit> owners =
        log.entries().stream().filter(c -> group.owners().contains(c.number())).toList();
    Map<String, SourceFile> sources = new LinkedHashMap<>();
    owners.forEach(c -> c.sources().forEach(s -> sources.put(s.path(), s)));
    Map<String, Long> documents = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    for (Commit owner : owners) {
      owner.documents().forEach((kind, n) -> documents.merge(kind, n, Long::sum));
      owner.rows().forEach((table, n) -> rows.merge(table, n, Long::sum));
    }
    return new Commit(
        log.next(),
        id,
        Instant.now().toEpochMilli() / 1000.0,
        ARCHIVE,
        owners.get(0).selection(),
        List.copyOf(sources.values()),
        sum(owners, Commit::runs),
        documents,
        rows,
        sum(owners, Commit::quarantined),
        added,
        removed);
  }

  private static long sum(List<Commit> owners, ToLongFunction<Commit> count) {
    return owners.stream().mapToLong(count).sum();
  }
}
