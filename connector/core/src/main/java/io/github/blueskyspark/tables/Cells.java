package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes common kinds of values, and rows made of named cells. */
public final class Cells {
  private static final long MICROS = 1_000_000;
  private static final double MOST_SECONDS = 9e12;

  private Cells() {}

  /** The cells of the required columns, in their order. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static <T> Cell<T>[] of(List<Column> columns, Map<String, Cell<T>> byName) {
    Cell<T>[] cells = new Cell[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = byName.get(columns.get(i).name());
      if (cells[i] == null) {
        throw new IllegalStateException(
            "column " + columns.get(i).name() + " has no cell; please report");
      }
    }
    return cells;
  }

  static <T> void write(Cell<T>[] cells, T value, RowWriter row) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      cells[i].write(value, row.cell(i));
    }
  }

  /** A text, null when it is empty. */
  public static void text(String text, CellWriter cell) {
    if (text.isEmpty()) {
      cell.putNull();
    } else {
      cell.putString(text);
    }
  }

  /**
   * Seconds since the epoch as TIMESTAMP, to the nearest microsecond; null when it is no finite
   * number or too far away.
   */
  public static void time(double seconds, CellWriter cell) {
    double whole = Math.floor(seconds);
    if (Math.abs(whole) < MOST_SECONDS) {
      // the fraction is exact, so that only its own product is rounded
      cell.putLong(((long) whole) * MICROS + (long) Math.rint((seconds - whole) * MICROS));
    } else {
      cell.putNull();
    }
  }

  static void time(JsonNode seconds, CellWriter cell) {
    if (seconds != null && seconds.isNumber()) {
      time(seconds.asDouble(), cell);
    } else {
      cell.putNull();
    }
  }

  /** A text node as STRING; null for anything else. */
  static void text(JsonNode node, CellWriter cell) {
    if (node != null && node.isTextual()) {
      cell.putString(node.asText());
    } else {
      cell.putNull();
    }
  }

  static void whole(JsonNode node, CellWriter cell) {
    if (node != null && node.isIntegralNumber() && node.canConvertToLong()) {
      cell.putLong(node.asLong());
    } else {
      cell.putNull();
    }
  }

  /** Any JSON as VARIANT; a missing node is null, a JSON null a VARIANT null. */
  public static void variant(JsonNode node, CellWriter cell) throws IOException {
    if (node == null || node.isMissingNode()) {
      cell.putNull();
      return;
    }
    try (JsonParser parser = node.traverse()) {
      parser.nextToken();
      cell.putVariant(parser);
    }
  }

  /** ARRAY of STRING. */
  public static void strings(Iterable<String> values, CellWriter cell) {
    cell.beginArray();
    values.forEach(v -> cell.element().putString(v));
    cell.endArray();
  }

  /** ARRAY of BIGINT. */
  public static void longs(Iterable<Long> values, CellWriter cell) {
    cell.beginArray();
    values.forEach(v -> cell.element().putLong(v));
    cell.endArray();
  }
}
