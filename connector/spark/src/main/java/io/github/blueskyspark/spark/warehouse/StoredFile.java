package io.github.blueskyspark.spark.warehouse;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data file that counts.
 *
 * @param uri of the file
 * @param folder of its table, relative to the warehouse: {@code runs}, {@code
 *     stream/stream=primary}
 * @param size bytes
 * @param commit number of the entry in the commit log whose rows it holds
 * @param month of the start of its runs, {@code 12 * year + month}; {@link #NO_MONTH} for what has
 *     no time
 */
record StoredFile(String uri, String folder, long size, long commit, int month)
    implements Serializable {
  static final int NO_MONTH = 0;

  /** Rows of a run lie in files of one batch: one conversion, one month. */
  record Batch(long commit, int month) implements Serializable {}

  private static final Pattern PATH =
      Pattern.compile("(?<folder>.+)/year=(?<year>\\d+)/month=(?<month>\\d+)/[^/]+");
  private static final int MONTHS = 12;

  /** A file by its path in the log. */
  static StoredFile of(String root, TableFile file, long commit) {
    Matcher path = PATH.matcher(file.path());
    String uri = root + "/" + file.path();
    if (!path.matches()) {
      int slash = file.path().lastIndexOf('/');
      String folder = slash < 0 ? "" : file.path().substring(0, slash);
      return new StoredFile(uri, folder, file.size(), commit, NO_MONTH);
    }
    int month =
        MONTHS * Integer.parseInt(path.group("year")) + Integer.parseInt(path.group("month"));
    return new StoredFile(uri, path.group("folder"), file.size(), commit, month);
  }

  Batch batch() {
    return new Batch(commit, month);
  }

  /** Files that one entry wrote into a folder have the same beginning, and the same columns. */
  String writer() {
    String name = uri.substring(uri.lastIndexOf('/') + 1);
    return name.substring(0, Math.max(0, name.lastIndexOf('-')));
  }
}
