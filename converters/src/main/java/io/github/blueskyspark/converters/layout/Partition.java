package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.TableFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Where a data file lies.
 *
 * @param folder of its table
 * @param year four digits
 * @param month two digits
 */
record Partition(String folder, String year, String month) {
  private static final Pattern PATH = Pattern.compile("(.+)/year=(\\d+)/month=(\\d+)/[^/]+");

  /** Of a file that counts. */
  static Partition of(TableFile file) {
    Matcher path = PATH.matcher(file.path());
    if (path.matches()) {
      return new Partition(path.group(1), path.group(2), path.group(3));
    }
    int slash = Math.max(0, file.path().lastIndexOf('/'));
    return new Partition(file.path().substring(0, slash), Staging.NO_YEAR, Staging.NO_MONTH);
  }

  /** Of a file in the staging area. */
  static Partition ofStaged(Path file) {
    Path month = file.getParent();
    Path year = month.getParent();
    return new Partition("", value(year), value(month));
  }

  private static String value(Path folder) {
    return folder.getName().substring(folder.getName().indexOf('=') + 1);
  }

  DataFileRows.Source source(String uri, long size, long owner) {
    return new DataFileRows.Source(uri, size, owner, year, month);
  }
}
