package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.tables.TableName;

/** Names of the folders of a warehouse's tables. */
public final class TableFolder {
  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^\u007f";

  private TableFolder() {}

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
