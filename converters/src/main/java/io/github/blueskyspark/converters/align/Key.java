package io.github.blueskyspark.converters.align;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** Place of a row: the cells of its {@code by} columns, then its number on the axis. */
final class Key implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Object[] by;
  private final Number on;

  private Key(Object[] by, Number on) {
    this.by = by;
    this.on = on;
  }

  /** Reads a place from a row that has the number at {@code first} and the cells behind it. */
  static Key of(Row row, int first, int width) {
    Object[] by = new Object[width];
    for (int i = 0; i < width; i++) {
      by[i] = row.get(first + 1 + i);
    }
    return new Key(by, (Number) row.get(first));
  }

  boolean isPlaced() {
    return on != null;
  }

  Number on() {
    return on;
  }

  boolean isSameGroup(Key other) {
    return compareGroups(other) == 0;
  }

  /** As Spark sorts: groups first, null before all. */
  int compare(Key other, Axis axis) {
    int order = compareGroups(other);
    if (order != 0) {
      return order;
    }
    if (on == null || other.on == null) {
      return Boolean.compare(on != null, other.on != null);
    }
    return axis.compare(on, other.on);
  }

  private int compareGroups(Key other) {
    for (int i = 0; i < by.length; i++) {
      int order = compareCells(by[i], other.by[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @SuppressWarnings("unchecked") // Spark gives cells of one column one class, and Side lets
  // through only types whose class is comparable
  private static int compareCells(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a instanceof String s
        ? compareTexts(s, (String) b)
        : ((Comparable<Object>) a).compareTo(b);
  }

  /** By code points, which is the order of UTF-8 bytes and not that of Java's chars. */
  private static int compareTexts(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
        int surrogateLast = Character.isSurrogate(x) ? 1 : -1;
        return mixed ? surrogateLast : x - y;
      }
    }
    return a.length() - b.length();
  }
}
