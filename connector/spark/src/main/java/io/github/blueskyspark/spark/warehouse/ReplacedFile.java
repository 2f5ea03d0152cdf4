package io.github.blueskyspark.spark.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where a data file is when a conversion has replaced it since a reader planned with it. */
final class ReplacedFile {
  private ReplacedFile() {}

  /**
   * Finds the file aside.
   *
   * @param path where it was
   * @param why thrown when it is nowhere
   */
  static Path of(Path path, Configuration conf, FileNotFoundException why) throws IOException {
    for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
      FileSystem files = folder.getFileSystem(conf);
      if (files.exists(new Path(folder, CommitLog.FOLDER))) {
        String inside = folder.toUri().relativize(path.toUri()).getPath();
        Path kept = CommitLog.replaced(folder, inside);
        if (files.exists(kept)) {
          return kept;
        }
      }
    }
    throw why;
  }
}
