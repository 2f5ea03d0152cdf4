package io.github.blueskyspark.tables;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name exactly as users see it
 * @param type its type; every column may be null
 * @param comment units and source for users, may be empty
 * @param origin where the values come from
 */
public record Column(String name, ColumnType type, String comment, Origin origin)
    implements Serializable {
  /**
   * Where a column's values come from.
   *
   * @param kind of value
   * @param key data key, empty for fixed columns
   */
  public record Origin(Kind kind, String key) implements Serializable {
    /** The kinds. */
    public enum Kind {
      /** Named in the public contract. */
      FIXED,
      /** The value of a data key inside events. */
      DATA,
      /** The timestamp of a data key. */
      TIMESTAMP,
      /** Rows of external arrays. */
      EXTERNAL,
      /** The values of an event that do not fit their types, as JSON. */
      CORRUPT
    }

    static final Origin FIXED = new Origin(Kind.FIXED, "");
  }

  /** A fixed column. */
  public Column(String name, ColumnType type, String comment) {
    this(name, type, comment, Origin.FIXED);
  }

  /** A fixed column without a comment. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, "");
  }

  /** The same column under another type, as when only some fields of a struct are wanted. */
  public Column withType(ColumnType other) {
    return new Column(name, other, comment, origin);
  }
}
