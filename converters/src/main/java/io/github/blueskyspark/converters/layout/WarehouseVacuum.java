package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Removes from a warehouse what interrupted conversions have left and what no commit counts. */
public final class WarehouseVacuum {
  /** Age below which a file may belong to a conversion that is at work. */
  public static final Duration GRACE = Duration.ofDays(7);

  private final FileSystem files;
  private final Path warehouse;

  private WarehouseVacuum(FileSystem files, Path warehouse) {
    this.files = files;
    this.warehouse = files.makeQualified(warehouse);
  }

  /** For the warehouse in a directory. */
  public static WarehouseVacuum of(Configuration conf, String warehouse) throws IOException {
    Path path = new Path(warehouse);
    return new WarehouseVacuum(path.getFileSystem(conf), path);
  }

  /**
   * What would be removed: paths relative to the warehouse.
   *
   * @param before files that were changed later stay
   * @throws ArchiveException when there is no warehouse
   */
  public List<String> orphans(Instant before) throws IOException {
    CommitLog log = CommitLog.read(files, warehouse);
    if (log.entries().isEmpty()) {
      throw new ArchiveException(
          Location.file(warehouse.toString()),
          "vacuum the warehouse",
          "there is no commit log in it",
          "Name a directory that 'bluesky-spark convert' has written");
    }
    List<String> found = new ArrayList<>();
    for (String path : new Staging(files, warehouse, "").strays(log.live().keySet())) {
      if (isOlder(files.getFileStatus(new Path(warehouse, path)), before)) {
        found.add(path);
      }
    }
    for (FileStatus staged : staged()) {
      if (isWhollyOlder(staged, before)) {
        found.add(CommitLog.FOLDER + "/staging/" + staged.getPath().getName());
      }
    }
    for (FileStatus file : new Staging(files, warehouse, "").retired()) {
      if (isOlder(file, before)) {
        found.add(warehouse.toUri().relativize(file.getPath().toUri()).getPath());
      }
    }
    return found;
  }

  /** Whether nothing in it is young: a conversion at work writes files deep inside. */
  private boolean isWhollyOlder(FileStatus staged, Instant before) throws IOException {
    if (!isOlder(staged, before)) {
      return false;
    }
    if (staged.isDirectory()) {
      for (FileStatus child : files.listStatus(staged.getPath())) {
        if (!isWhollyOlder(child, before)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isOlder(FileStatus file, Instant before) {
    return Instant.ofEpochMilli(file.getModificationTime()).isBefore(before);
  }

  private FileStatus[] staged() throws IOException {
    try {
      return files.listStatus(new Path(warehouse, CommitLog.FOLDER + "/staging"));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /**
   * Removes it; returns what was removed.
   *
   * @param before files that were changed later stay
   */
  @SuppressWarnings("try") // the lock is held, not asked
  public List<String> remove(Instant before) throws IOException {
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      List<String> orphans = orphans(before);
      List<String> data =
          orphans.stream().filter(p -> !p.startsWith(CommitLog.FOLDER + "/staging/")).toList();
      new Staging(files, warehouse, "").remove(data);
      for (String path : orphans) {
        if (!data.contains(path)) {
          files.delete(new Path(warehouse, path), true);
        }
      }
      return orphans;
    }
  }
}
