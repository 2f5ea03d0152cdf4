package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spi.ArchivePlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists the files below the paths of a source: names, sizes and times, nothing opened. */
public final class SourceListing {
  private final Configuration conf;
  private final Predicate<String> wanted;

  /**
   * @param wanted which file names count
   */
  public SourceListing(Configuration conf, Predicate<String> wanted) {
    this.conf = conf;
    this.wanted = wanted;
  }

  /**
   * The files, by path. Hidden ones ({@code .}, {@code _}) and warehouses inside are left out. A
   * path that is a server has no files.
   *
   * @throws ArchiveException when a path does not exist
   */
  public List<SourceFile> list(List<String> paths) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    for (String text : paths) {
      if (!ArchivePlace.isServer(text)) {
        addPath(text, found);
      }
    }
    found.sort(Comparator.comparing(SourceFile::path));
    return found.stream().distinct().toList();
  }

  private void addPath(String text, List<SourceFile> found) throws IOException {
    Path path = pathOf(text);
    FileSystem files = path.getFileSystem(conf);
    FileStatus[] matched;
    try {
      // A name may hold glob characters itself.
      matched = new FileStatus[] {files.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      matched = files.globStatus(path);
    }
    if (matched == null || matched.length == 0) {
      throw new ArchiveException(
          Location.file(text),
          "read source",
          "there is no such file or directory",
          "Check the path; relative ones start at the current directory");
    }
    for (FileStatus status : matched) {
      walk(files, status, true, found);
    }
  }

  private void walk(FileSystem files, FileStatus status, boolean isNamed, List<SourceFile> found)
      throws IOException {
    if (!status.isDirectory()) {
      found.add(
          new SourceFile(
              status.getPath().toString(), status.getLen(), status.getModificationTime(), ""));
      return;
    }
    FileStatus[] children = files.listStatus(status.getPath());
    if (!isNamed && isWarehouse(children)) {
      return;
    }
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      if (!name.startsWith(".")
          && !name.startsWith("_")
          && (child.isDirectory() || wanted.test(name))) {
        walk(files, child, false, found);
      }
    }
  }

  private static boolean isWarehouse(FileStatus[] children) {
    return Arrays.stream(children)
        .anyMatch(c -> c.isDirectory() && c.getPath().getName().equals(CommitLog.FOLDER));
  }

  private static Path pathOf(String text) {
    return text.matches("(?i)[a-z][a-z0-9+.-]+:/.*")
        ? new Path(URI.create(text.replace(" ", "%20")))
        : new Path(text);
  }
}
