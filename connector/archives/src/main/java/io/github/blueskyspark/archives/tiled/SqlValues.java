package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;

/** Values as JDBC drivers give them, as JSON. Numbers keep their kind; 32-bit floats widen. */
final class SqlValues {
  private SqlValues() {}

  static void write(JsonGenerator json, Object value) throws IOException, SQLException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean b) {
      json.writeBoolean(b);
    } else if (value instanceof Float || value instanceof Double) {
      json.writeNumber(((Number) value).doubleValue());
    } else if (value instanceof BigInteger i) {
      json.writeNumber(i);
    } else if (value instanceof BigDecimal d) {
      json.writeNumber(d);
    } else if (value instanceof Number n) {
      json.writeNumber(n.longValue());
    } else if (value instanceof String s) {
      json.writeString(s);
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof Array array) {
      write(json, array.getArray());
    } else if (value instanceof Iterable<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value.getClass().isArray()) {
      json.writeStartArray();
      int length = java.lang.reflect.Array.getLength(value);
      for (int i = 0; i < length; i++) {
        write(json, java.lang.reflect.Array.get(value, i));
      }
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }
}
