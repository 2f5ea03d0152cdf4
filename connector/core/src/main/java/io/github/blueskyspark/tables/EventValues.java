package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RunIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cells of table {@code stream} that come from data keys: values and timestamps inside events, and
 * rows of external arrays. A value that does not fit its column is null. Not thread safe.
 */
final class EventValues {
  private record TypedColumn(int cell, TypedValue value, ColumnType type) {}

  private record ArrayColumn(int cell, String key, ColumnType type) {}

  private final String stream;
  private final ExternalCells external;
  private final Map<String, Integer> timestamps = new HashMap<>();
  private final Map<String, TypedColumn> values = new HashMap<>();
  private final List<ArrayColumn> arrays = new ArrayList<>();
  private final Set<Integer> filled = new HashSet<>();
  private final List<UnfitScan.Unfit> unfit = new ArrayList<>();

  EventValues(GroupIndex index, String stream, List<Column> columns, ExternalCells external) {
    this.stream = stream;
    this.external = external;
    for (int i = 0; i < columns.size(); i++) {
      Column c = columns.get(i);
      String key = c.origin().key();
      switch (c.origin().kind()) {
        case DATA -> values.put(key, typed(i, c, index));
        case TIMESTAMP -> timestamps.put(key, i);
        case EXTERNAL -> {
          // A key that is external in some runs may be internal, or filled, in others.
          arrays.add(new ArrayColumn(i, key, c.type()));
          values.put(key, typed(i, c, index));
        }
        case CORRUPT, FIXED -> {}
      }
    }
  }

  private TypedColumn typed(int cell, Column column, GroupIndex index) {
    Optional<DataKey> key =
        index.runs().stream()
            .map(r -> r.keysOf(stream).get(column.origin().key()))
            .filter(k -> k != null)
            .findFirst();
    return new TypedColumn(
        cell, TypedValue.of(column.type(), key.flatMap(DataKey::numpy)), column.type());
  }

  /** Values in external files that did not fit their columns, of the row written last. */
  List<UnfitScan.Unfit> unfit() {
    return List.copyOf(unfit);
  }

  /** Writes the cells of an event. */
  void event(EventWalk walk, RowWriter row) throws IOException {
    begin();
    if (!values.isEmpty() || !timestamps.isEmpty()) {
      try (JsonParser parser = walk.open()) {
        parser.nextToken();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
          boolean object = parser.nextToken() == JsonToken.START_OBJECT;
          if (object && field.equals("data") && !values.isEmpty()) {
            data(parser, walk.run(), row);
          } else if (object && field.equals("timestamps") && !timestamps.isEmpty()) {
            times(parser, row);
          } else {
            parser.skipChildren();
          }
        }
      }
    }
    end(walk.run(), walk.header().seqNum(), row);
  }

  /** Writes the cells of a seq_num that has no event. */
  void announced(RunIndex run, long seqNum, RowWriter row) throws IOException {
    begin();
    end(run, seqNum, row);
  }

  private void begin() {
    filled.clear();
    unfit.clear();
  }

  private void data(JsonParser parser, RunIndex run, RowWriter row) throws IOException {
    Set<String> outside = run.external(stream).keySet();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      TypedColumn column = values.get(key);
      boolean isOutside = column != null && outside.contains(key);
      if (column == null || (isOutside && !isFilled(token))) {
        parser.skipChildren();
        continue;
      }
      if (isOutside) {
        filled.add(column.cell());
      }
      column.value().write(parser, row.cell(column.cell()));
    }
  }

  /**
   * Whether an external key's value stands in the event itself, as in packs with filled events; a
   * text names a datum.
   */
  private static boolean isFilled(JsonToken value) {
    return value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL;
  }

  private void times(JsonParser parser, RowWriter row) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      boolean number = parser.nextToken().isNumeric();
      Integer cell = timestamps.get(key);
      if (cell != null && number) {
        Cells.time(parser.getDoubleValue(), row.cell(cell));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void end(RunIndex run, long seqNum, RowWriter row) throws IOException {
    for (ArrayColumn a : arrays) {
      boolean isRead = !filled.contains(a.cell()) && run.external(stream).containsKey(a.key());
      if (isRead && !external.write(run, seqNum, a.cell(), row.cell(a.cell()))) {
        unfit.add(new UnfitScan.Unfit(a.key(), a.type()));
      }
    }
  }
}
