package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.Descriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows and cells of table {@code data_keys}. */
final class DataKeysTable {
  /** One data key of a stream, as its first descriptor declares it. */
  record Row(RunRow run, Descriptor descriptor, DataKey key, String column, ColumnType type) {}

  private DataKeysTable() {}

  static List<Row> rows(RunRow run) {
    List<Row> rows = new ArrayList<>();
    for (String stream : run.run().streams()) {
      Set<String> seen = new HashSet<>();
      Map<String, String> names = StreamColumns.names(run.run().keysOf(stream).keySet());
      for (Descriptor d : run.run().descriptorsOf(stream)) {
        for (DataKey key : d.keys()) {
          if (seen.add(key.name())) {
            rows.add(new Row(run, d, key, names.get(key.name()), ColumnTypes.of(key)));
          }
        }
      }
    }
    return rows;
  }

  static Cell<Row>[] cells(List<Column> columns) {
    ColumnType metadata = RowOrigin.typeIn(columns);
    Map<String, Cell<Row>> byName =
        Map.ofEntries(
            Map.entry("run_uid", (r, c) -> c.putString(r.run().run().uid())),
            Map.entry("stream", (r, c) -> c.putString(r.descriptor().stream())),
            Map.entry("data_key", (r, c) -> c.putString(r.key().name())),
            Map.entry("column", (r, c) -> c.putString(r.column())),
            Map.entry("object_name", (r, c) -> Cells.text(r.descriptor().objectOf(r.key()), c)),
            Map.entry("source", (r, c) -> Cells.text(about(r, "source"), c)),
            Map.entry("dtype", (r, c) -> Cells.text(about(r, "dtype"), c)),
            Map.entry("dtype_numpy", (r, c) -> textOrJson(about(r, "dtype_numpy"), c)),
            Map.entry("shape", (r, c) -> shape(about(r, "shape"), c)),
            Map.entry("dims", (r, c) -> texts(about(r, "dims"), c)),
            Map.entry("units", (r, c) -> Cells.text(about(r, "units"), c)),
            Map.entry("precision", (r, c) -> precision(about(r, "precision"), c)),
            Map.entry("external", (r, c) -> Cells.text(about(r, "external"), c)),
            Map.entry("choices", (r, c) -> texts(about(r, "choices"), c)),
            Map.entry("limits", (r, c) -> Cells.variant(about(r, "limits"), c)),
            Map.entry("spark_type", (r, c) -> c.putString(simple(r.type()))),
            Map.entry(
                TableSchemas.METADATA,
                (r, c) ->
                    RowOrigin.write(
                        metadata, r.run().file(), r.run().run().origin().position(), c)));
    return Cells.of(columns, byName);
  }

  private static JsonNode about(Row row, String field) {
    return row.key().about().get(field);
  }

  private static String simple(ColumnType type) {
    return type.kind() == ColumnType.Kind.NDARRAY ? "ndarray" : type.toString();
  }

  private static void textOrJson(JsonNode node, CellWriter cell) {
    if (node == null || node.isNull()) {
      cell.putNull();
    } else {
      cell.putString(node.isTextual() ? node.asText() : node.toString());
    }
  }

  private static void precision(JsonNode node, CellWriter cell) {
    if (node != null && node.isIntegralNumber() && node.canConvertToInt()) {
      cell.putLong(node.asInt());
    } else {
      cell.putNull();
    }
  }

  private static void shape(JsonNode node, CellWriter cell) {
    if (node == null || !node.isArray()) {
      cell.putNull();
      return;
    }
    cell.beginArray();
    node.forEach(n -> Cells.whole(n, cell.element()));
    cell.endArray();
  }

  private static void texts(JsonNode node, CellWriter cell) {
    if (node == null || !node.isArray()) {
      cell.putNull();
      return;
    }
    cell.beginArray();
    node.forEach(n -> textOrJson(n, cell.element()));
    cell.endArray();
  }
}
