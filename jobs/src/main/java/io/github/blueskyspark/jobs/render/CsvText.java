package io.github.blueskyspark.jobs.render;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Rows as RFC 4180, with line feeds. */
final class CsvText {
  private CsvText() {}

  static void print(List<Row> rows, StructType schema, PrintStream out) {
    List<String> header = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      header.add(quoted(name));
    }
    out.print(String.join(",", header) + "\n");
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < schema.size(); i++) {
        cells.add(row.isNullAt(i) ? "" : quoted(text(row.get(i), schema.fields()[i].dataType())));
      }
      out.print(String.join(",", cells) + "\n");
    }
  }

  private static String text(Object value, DataType type) {
    if (value instanceof String s) {
      return s;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    String json = JsonText.value(value, type);
    return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
  }

  private static String quoted(String text) {
    boolean needs =
        text.isEmpty()
            || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needs ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
