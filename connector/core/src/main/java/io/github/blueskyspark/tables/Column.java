package io.github.blueskyspark.tables;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name exactly as users see it
 * @param type its type; every column may be null
 * @param comment units and source for users, may be empty
 */
public record Column(String name, ColumnType type, String comment) implements Serializable {
  /** A column without a comment. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, "");
  }
}
