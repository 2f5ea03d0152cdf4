package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.storage.FileUris;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The data files of a warehouse that count, as one reading of its commit log shows them, and what
 * the log says of the conversions they come from. Its size grows with files and conversions, not
 * with runs.
 */
final class WarehouseFiles {
  private static final String ARCHIVE = "archive";

  private final Map<String, List<StoredFile>> folders = new LinkedHashMap<>();
  private final Map<Long, Commit> commits = new LinkedHashMap<>();
  private final List<Commit> entries;
  private final long last;

  private WarehouseFiles(String root, List<Commit> log) {
    Map<Long, Commit> numbered = new LinkedHashMap<>();
    log.forEach(c -> numbered.put(c.number(), c));
    for (StoredFile file :
        CommitLog.live(log, (c, f) -> StoredFile.of(root, f, c.number())).values()) {
      folders.computeIfAbsent(file.folder(), f -> new ArrayList<>()).add(file);
      commits.put(file.commit(), numbered.get(file.commit()));
    }
    entries = List.copyOf(log);
    last = log.isEmpty() ? 0 : log.get(log.size() - 1).number();
  }

  /** Reads the log of the warehouse at a URI. */
  static WarehouseFiles read(String uri, Configuration conf) throws IOException {
    Path root = FileUris.path(uri);
    FileSystem files = root.getFileSystem(conf);
    return new WarehouseFiles(root.toString(), CommitLog.withoutSources(files, root));
  }

  /** Whether the log at this URI has the entries that were read here and no others. */
  boolean isLast(String uri, Configuration conf) throws IOException {
    Path root = FileUris.path(uri);
    return CommitLog.last(root.getFileSystem(conf), root) == last;
  }

  /** All entries of the log, without their sources, oldest first. */
  List<Commit> entries() {
    return entries;
  }

  /** Files of a table, in the order in which they were added. */
  List<StoredFile> of(String folder) {
    return folders.getOrDefault(folder, List.of());
  }

  /** Files of a table with or without a member. */
  List<StoredFile> of(TableName table, String member) {
    return of(TableFolder.of(table, member));
  }

  /** Files of all streams. */
  List<StoredFile> streams() {
    return folders.entrySet().stream()
        .filter(e -> e.getKey().startsWith("stream/"))
        .flatMap(e -> e.getValue().stream())
        .toList();
  }

  /** Conversions of document archives of which data files count. */
  List<Commit> conversions() {
    return commits.values().stream().filter(c -> c.kind().equals(ARCHIVE)).toList();
  }

  /** The conversion that added a file. */
  Commit commit(StoredFile file) {
    return commit(file.commit());
  }

  /** A conversion of which data files count. */
  Commit commit(long number) {
    return commits.get(number);
  }
}
