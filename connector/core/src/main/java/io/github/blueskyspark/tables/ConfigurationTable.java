package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.documents.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows and cells of table {@code configuration}. */
final class ConfigurationTable {
  /** One configuration value of one object in one descriptor. */
  record Row(
      RunRow run,
      Descriptor descriptor,
      String object,
      String key,
      JsonNode value,
      JsonNode timestamp) {}

  private ConfigurationTable() {}

  static List<Row> rows(RunRow run) {
    List<Row> rows = new ArrayList<>();
    for (Descriptor d : run.run().descriptorList()) {
      for (Map.Entry<String, JsonNode> object : d.doc().path("configuration").properties()) {
        JsonNode times = object.getValue().path("timestamps");
        for (Map.Entry<String, JsonNode> value : object.getValue().path("data").properties()) {
          rows.add(
              new Row(
                  run,
                  d,
                  object.getKey(),
                  value.getKey(),
                  value.getValue(),
                  times.get(value.getKey())));
        }
      }
    }
    return rows;
  }

  static Cell<Row>[] cells(List<Column> columns) {
    ColumnType metadata = RowOrigin.typeIn(columns);
    Map<String, Cell<Row>> byName =
        Map.of(
            "run_uid",
            (r, c) -> c.putString(r.run().run().uid()),
            "stream",
            (r, c) -> c.putString(r.descriptor().stream()),
            "descriptor_uid",
            (r, c) -> c.putString(r.descriptor().uid()),
            "time",
            (r, c) -> Cells.time(r.descriptor().doc().get("time"), c),
            "object",
            (r, c) -> c.putString(r.object()),
            "key",
            (r, c) -> c.putString(r.key()),
            "value",
            (r, c) -> Cells.variant(r.value(), c),
            "timestamp",
            (r, c) -> Cells.time(r.timestamp(), c),
            TableSchemas.METADATA,
            (r, c) ->
                RowOrigin.write(metadata, r.run().file(), r.run().run().origin().position(), c));
    return Cells.of(columns, byName);
  }
}
