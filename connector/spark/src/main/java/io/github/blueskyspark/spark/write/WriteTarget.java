package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The directory that is written to, and the hidden one inside it where files wait for the commit.
 */
final class WriteTarget implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;
  private static final List<String> ENDINGS = List.of(".jsonl", ".msgpack");

  private final String directory;
  private final String staging;
  private final SerializableConfiguration configuration;

  WriteTarget(String directory, String queryId, Configuration configuration) {
    this.directory = directory;
    this.staging = "_bluesky-write-" + queryId;
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** The local file system without its checksum files, which are no part of an archive. */
  FileSystem files() throws IOException {
    FileSystem found = new Path(directory).getFileSystem(configuration.value());
    if (!found.getScheme().equals("file")) {
      return found;
    }
    RawLocalFileSystem raw = new RawLocalFileSystem();
    raw.initialize(found.getUri(), configuration.value());
    return raw;
  }

  Path directory() {
    return new Path(directory);
  }

  Path staging() {
    return new Path(directory, staging);
  }

  /** A directory for one attempt of one task. */
  Path attempt(int partition, long task) {
    return new Path(staging(), partition + "-" + task);
  }

  /** Where files that are taken away wait until the commit is done. */
  Path replaced() {
    return new Path(staging(), "replaced");
  }

  /** Whether a file is one that this writer makes. */
  static boolean isArchiveFile(FileStatus status) {
    String name = status.getPath().getName().toLowerCase(Locale.ROOT);
    return status.isFile()
        && !name.startsWith("_")
        && !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * Looks at the directory before anything is written.
   *
   * @throws ArchiveException when it is a file, or lies in one
   */
  void check() throws IOException {
    FileSystem files = files();
    for (Path path = directory(); path != null; path = path.getParent()) {
      if (files.exists(path)) {
        if (files.getFileStatus(path).isFile()) {
          throw new ArchiveException(
              Location.file(directory), "write documents", path + " is a file", "Name a directory");
        }
        return;
      }
    }
  }

  /** The archive files directly in the directory. */
  List<FileStatus> archiveFiles() throws IOException {
    FileSystem files = files();
    return files.exists(directory())
        ? Arrays.stream(files.listStatus(directory())).filter(WriteTarget::isArchiveFile).toList()
        : List.of();
  }

  /**
   * Whether a run's file is there already. It may be replaced by one that begins with all of it: a
   * run that has grown, or the same once more.
   *
   * @throws ArchiveException when it holds anything else
   */
  boolean isGrown(String name, Path staged, String runUid) throws IOException {
    FileSystem files = files();
    Path there = new Path(directory(), name);
    if (!files.exists(there)) {
      return false;
    }
    if (!beginsWith(files, staged, there)) {
      throw new ArchiveException(
          Location.file(there.toString()),
          "append run " + runUid,
          "the file is there and holds other documents of it",
          "Write with mode overwrite, or into another directory");
    }
    return true;
  }

  private static boolean beginsWith(FileSystem files, Path whole, Path beginning)
      throws IOException {
    if (files.getFileStatus(whole).getLen() < files.getFileStatus(beginning).getLen()) {
      return false;
    }
    try (InputStream a = files.open(whole);
        InputStream b = files.open(beginning)) {
      byte[] known = new byte[BUFFER];
      byte[] fresh = new byte[BUFFER];
      for (int n = b.readNBytes(known, 0, BUFFER); n > 0; n = b.readNBytes(known, 0, BUFFER)) {
        int m = a.readNBytes(fresh, 0, n);
        if (!Arrays.equals(known, 0, n, fresh, 0, m)) {
          return false;
        }
      }
      return true;
    }
  }
}
