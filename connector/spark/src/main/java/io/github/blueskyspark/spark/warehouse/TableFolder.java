package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.tables.TableName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the folders of a warehouse's tables. */
public final class TableFolder {
  private static final int HEX = 16;
  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^\u007f";

  private static final String STREAM = "stream/stream=";
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{2})");

  private TableFolder() {}

  /** Whether a folder is that of a stream, by the name that {@link #member} gives. */
  static boolean isOf(String folder) {
    return folder.startsWith(STREAM) && of(TableName.STREAM, member(folder)).equals(folder);
  }

  /** The stream of a folder. */
  static String member(String folder) {
    return ESCAPE
        .matcher(folder.substring(Math.min(folder.length(), STREAM.length())))
        .replaceAll(
            m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), HEX))));
  }

  /**
   * Folder of a table relative to the warehouse: {@code runs}, {@code stream/stream=primary}. What
   * Spark escapes in names of partitions is escaped.
   *
   * @param member stream or data key of a table that has one folder for each
   */
  public static String of(TableName table, String member) {
    if (!table.hasMember()) {
      return table.label();
    }
    String key = table == TableName.STREAM ? "stream" : "data_key";
    StringBuilder name = new StringBuilder(table.label()).append('/').append(key).append('=');
    member
        .chars()
        .forEach(
            c ->
                name.append(
                    c < ' ' || ESCAPED.indexOf(c) >= 0
                        ? String.format("%%%02X", c)
                        : String.valueOf((char) c)));
    return name.toString();
  }
}
