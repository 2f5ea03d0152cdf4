package io.github.blueskyspark.jobs.render;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in aligned columns: numbers to the right, cells cut at 72 characters, null shown as {@code
 * ·}.
 */
final class TableText {
  private static final int WIDEST = 72;
  private static final String NULL = "·";

  private TableText() {}

  static void print(List<Row> rows, StructType schema, ZoneId zone, PrintStream out) {
    int columns = schema.size();
    List<List<String>> lines = new ArrayList<>();
    lines.add(header(schema));
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        String text = PlainText.cell(row.get(i), schema.fields()[i].dataType(), zone);
        cells.add(row.isNullAt(i) ? NULL : cut(PlainText.printable(text)));
      }
      lines.add(cells);
    }
    int[] widths = new int[columns];
    lines.forEach(cells -> widen(widths, cells));
    for (int n = 0; n < lines.size(); n++) {
      out.println(line(lines.get(n), widths, schema));
      if (n == 0) {
        out.println(rule(widths));
      }
    }
    out.println("(" + rows.size() + (rows.size() == 1 ? " row)" : " rows)"));
  }

  private static List<String> header(StructType schema) {
    List<String> names = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      names.add(cut(PlainText.printable(name)));
    }
    return names;
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(cells.get(i)));
    }
  }

  private static String line(List<String> cells, int[] widths, StructType schema) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      boolean right = schema.fields()[i].dataType() instanceof NumericType;
      line.append(i == 0 ? "" : "  ")
          .append(right ? padding + cells.get(i) : cells.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    List<String> parts = new ArrayList<>();
    for (int width : widths) {
      parts.add("-".repeat(width));
    }
    return String.join("  ", parts);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text) {
    return length(text) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }
}
