package io.github.blueskyspark.converters.sinks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Tables that lie side by side in a directory. */
final class FolderTables {
  private FolderTables() {}

  /**
   * Folders that hold a table.
   *
   * @param log folder of a table in which its commits are
   * @param ending of the files there that make it a table
   */
  static List<String> names(Configuration conf, Path folder, String log, String ending)
      throws IOException {
    FileSystem files = folder.getFileSystem(conf);
    List<String> names = new ArrayList<>();
    for (FileStatus child : list(files, folder)) {
      if (child.isDirectory() && !child.getPath().getName().startsWith("_")) {
        for (FileStatus entry : list(files, new Path(child.getPath(), log))) {
          if (entry.getPath().getName().endsWith(ending)) {
            names.add(child.getPath().getName());
            break;
          }
        }
      }
    }
    return names;
  }

  private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
