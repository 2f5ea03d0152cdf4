package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.RunIndex;
import java.util.List;
import java.util.Map;

/** Cells of table {@code runs}. */
final class RunsTable {
  private RunsTable() {}

  static Cell<RunRow>[] cells(List<Column> columns) {
    ColumnType metadata = RowOrigin.typeIn(columns);
    Map<String, Cell<RunRow>> byName =
        Map.ofEntries(
            Map.entry("run_uid", (r, c) -> c.putString(r.run().uid())),
            Map.entry("scan_id", (r, c) -> Cells.whole(start(r, "scan_id"), c)),
            Map.entry("start_time", (r, c) -> Cells.time(start(r, "time"), c)),
            Map.entry("stop_time", (r, c) -> Cells.time(stop(r, "time"), c)),
            Map.entry("duration", (r, c) -> duration(start(r, "time"), stop(r, "time"), c)),
            Map.entry("plan_name", (r, c) -> Cells.text(start(r, "plan_name"), c)),
            Map.entry("plan_type", (r, c) -> Cells.text(start(r, "plan_type"), c)),
            Map.entry("exit_status", (r, c) -> Cells.text(stop(r, "exit_status"), c)),
            Map.entry("reason", (r, c) -> Cells.text(stop(r, "reason"), c)),
            Map.entry("complete", (r, c) -> c.putBoolean(r.run().stopDocument().isPresent())),
            Map.entry("stream_names", (r, c) -> Cells.strings(r.run().streams(), c)),
            Map.entry("num_events", (r, c) -> counts(r.run(), c)),
            Map.entry("start", (r, c) -> Cells.variant(r.run().startDocument(), c)),
            Map.entry("stop", (r, c) -> Cells.variant(r.run().stopDocument().orElse(null), c)),
            Map.entry("notes", (r, c) -> Cells.strings(r.run().notes(), c)),
            Map.entry(
                TableSchemas.METADATA,
                (r, c) -> RowOrigin.write(metadata, r.file(), r.run().origin().position(), c)));
    return Cells.of(columns, byName);
  }

  private static JsonNode start(RunRow row, String field) {
    return row.run().startDocument().get(field);
  }

  private static JsonNode stop(RunRow row, String field) {
    return row.run().stopDocument().map(s -> s.get(field)).orElse(null);
  }

  private static void duration(JsonNode start, JsonNode stop, CellWriter cell) {
    if (start != null && stop != null && start.isNumber() && stop.isNumber()) {
      cell.putDouble(stop.asDouble() - start.asDouble());
    } else {
      cell.putNull();
    }
  }

  /** The stop document's counts, else those found. */
  private static void counts(RunIndex run, CellWriter cell) {
    JsonNode said = run.stopDocument().map(s -> s.get("num_events")).orElse(null);
    cell.beginMap();
    if (said instanceof ObjectNode object) {
      object.properties().forEach(e -> Cells.whole(e.getValue(), cell.entry(e.getKey())));
    } else {
      run.streams().forEach(s -> cell.entry(s).putLong(run.census(s).events()));
    }
    cell.endMap();
  }
}
