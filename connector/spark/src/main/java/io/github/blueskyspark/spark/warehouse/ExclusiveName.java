package io.github.blueskyspark.spark.warehouse;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Gives a finished file a name that only one of several writers can get. */
final class ExclusiveName {
  private ExclusiveName() {}

  /**
   * Lets a draft appear, whole, under its final name.
   *
   * @return whether the name was free; the draft stays where it is
   */
  static boolean give(FileSystem files, Path draft, Path target) throws IOException {
    if (target.toUri().getScheme() == null || isOf(files, "file")) {
      try {
        // A hard link is the one local call that is atomic and fails on an existing name.
        Files.createLink(local(target), local(draft));
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (UnsupportedOperationException e) {
        return copy(files, draft, target);
      }
    }
    // HDFS renames atomically and refuses an existing target; object stores at least refuse to
    // overwrite.
    return isRenaming(files)
        ? !files.exists(target) && files.rename(draft, target)
        : copy(files, draft, target);
  }

  private static boolean isRenaming(FileSystem files) {
    return isOf(files, "hdfs") || isOf(files, "abfs");
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static boolean copy(FileSystem files, Path draft, Path target) throws IOException {
    byte[] bytes;
    try (var in = files.open(draft)) {
      bytes = in.readAllBytes();
    }
    try (var out = files.create(target, false)) {
      out.write(bytes);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /** By its URI: not every file system tells its scheme. */
  private static boolean isOf(FileSystem files, String scheme) {
    return scheme.equals(files.getUri().getScheme());
  }
}
