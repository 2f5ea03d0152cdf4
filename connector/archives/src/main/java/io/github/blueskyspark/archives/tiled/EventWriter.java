package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.blueskyspark.archives.tiled.EventColumns.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rows of a stream's tables as event documents. Not thread safe. */
final class EventWriter {
  private final Json json;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  EventWriter(Json json) {
    this.json = json;
  }

  /**
   * One event.
   *
   * @param rows the current row of each of the stream's tables
   * @param ragged arrays of unequal length by data key
   */
  byte[] event(StreamPlan plan, EventColumns columns, RowCells rows, Map<String, RowArrays> ragged)
      throws SQLException, IOException {
    out.reset();
    try (JsonGenerator to = json.generator(out)) {
      Object time = value(columns.time(), rows);
      to.writeStartObject();
      to.writeStringField(
          "descriptor",
          time instanceof Number t ? plan.descriptorAt(t.doubleValue()) : plan.firstDescriptor());
      to.writeFieldName("seq_num");
      SqlValues.write(to, value(columns.seqNum(), rows));
      to.writeFieldName("time");
      SqlValues.write(to, time);
      Set<String> present = timestamps(to, columns, rows);
      Set<String> stamped = columns.stamped();
      to.writeObjectFieldStart("data");
      for (Column c : columns.data()) {
        Object value = value(c, rows);
        if (value != null || present.contains(c.key()) || !stamped.contains(c.key())) {
          to.writeFieldName(c.key());
          SqlValues.write(to, value);
        }
      }
      for (Map.Entry<String, RowArrays> key : ragged.entrySet()) {
        if (present.contains(key.getKey()) || !stamped.contains(key.getKey())) {
          key.getValue().writeNext(key.getKey(), to);
        }
      }
      to.writeEndObject();
      to.writeEndObject();
    }
    return out.toByteArray();
  }

  private static Set<String> timestamps(JsonGenerator to, EventColumns columns, RowCells rows)
      throws SQLException, IOException {
    Set<String> present = new HashSet<>();
    to.writeObjectFieldStart("timestamps");
    for (Column c : columns.timestamps()) {
      Object value = value(c, rows);
      if (value != null) {
        present.add(c.key());
        to.writeFieldName(c.key());
        SqlValues.write(to, value);
      }
    }
    to.writeEndObject();
    return present;
  }

  private static Object value(Column column, RowCells rows) throws SQLException, IOException {
    if (column.index() == 0) {
      return null;
    }
    return column.kind().restore(rows.value(column.table(), column.index()));
  }
}
