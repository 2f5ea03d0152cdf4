package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of table {@code events}: each event of any stream, its data as VARIANT straight from the
 * tokens.
 */
final class EventsTable implements RowSource {
  private static final int NONE = -1;

  private final EventWalk walk;
  private final List<Column> columns;
  private final Cell<EventWalk>[] cells;
  private final int data;
  private final int timestamps;
  private final int filled;
  private final UnfitScan unfit = UnfitScan.keeping();

  EventsTable(EventWalk walk, List<Column> columns) {
    this.walk = walk;
    this.columns = columns;
    this.data = at("data");
    this.timestamps = at("timestamps");
    this.filled = at("filled");
    Cell<EventWalk> later = (w, c) -> {};
    Map<String, Cell<EventWalk>> byName = new HashMap<>();
    int corrupt = corrupt(columns);
    if (corrupt != NONE) {
      byName.put(
          columns.get(corrupt).name(),
          (w, c) -> {
            unfit.look(w);
            unfit.put(c);
          });
    }
    byName.putAll(
        Map.ofEntries(
            Map.entry("run_uid", (w, c) -> c.putString(w.run().uid())),
            Map.entry("stream", (w, c) -> c.putString(w.descriptor().stream())),
            Map.entry("descriptor_uid", (w, c) -> c.putString(w.descriptor().uid())),
            Map.entry("event_uid", (w, c) -> Cells.text(w.header().uid(), c)),
            Map.entry("seq_num", (w, c) -> c.putLong(w.header().seqNum())),
            Map.entry("time", (w, c) -> Cells.time(w.header().time(), c)),
            Map.entry("superseded", (w, c) -> c.putBoolean(w.superseded())),
            Map.entry("data", later),
            Map.entry("timestamps", later),
            Map.entry("filled", later),
            Map.entry(
                TableSchemas.METADATA,
                (w, c) -> RowOrigin.write(RowOrigin.typeIn(columns), w.file(), w.position(), c))));
    this.cells = Cells.of(columns, byName);
  }

  private static int corrupt(List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).origin().kind() == Column.Origin.Kind.CORRUPT) {
        return i;
      }
    }
    return NONE;
  }

  private int at(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return NONE;
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    if (!walk.next()) {
      return false;
    }
    Cells.write(cells, walk, row);
    if (data != NONE || timestamps != NONE || filled != NONE) {
      try (JsonParser parser = walk.open()) {
        fields(parser, row);
      }
    }
    return true;
  }

  private void fields(JsonParser parser, RowWriter row) throws IOException {
    parser.nextToken();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      int cell =
          switch (field) {
            case "data" -> data;
            case "filled" -> filled;
            default -> NONE;
          };
      if (cell != NONE) {
        row.cell(cell).putVariant(parser);
      } else if (field.equals("timestamps")
          && timestamps != NONE
          && parser.currentToken() == JsonToken.START_OBJECT) {
        times(parser, row.cell(timestamps));
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void times(JsonParser parser, CellWriter cell) throws IOException {
    cell.beginMap();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      if (parser.nextToken().isNumeric()) {
        cell.entry(key).putDouble(parser.getDoubleValue());
      } else {
        parser.skipChildren();
      }
    }
    cell.endMap();
  }

  @Override
  public void close() throws IOException {
    walk.close();
  }
}
