package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The Arrow schema that Tiled stores with a table, as far as it is needed: SQLite has no booleans,
 * so that only here is written which columns are some. (Arrow: Message.fbs, Schema.fbs.)
 */
final class ArrowSchema {
  private static final int INT = 2;
  private static final int BOOL = 6;
  private static final int HEADER = 2;
  private static final int FIELDS = 1;
  private static final int NAME = 0;
  private static final int TYPE = 2;

  /** What a column was before it came into a database or went through a server. */
  enum Kind {
    BOOLEAN,
    INTEGER,
    OTHER;

    /** The value again: SQLite has no booleans, and the server makes integers with gaps floats. */
    Object restore(Object value) {
      boolean isWhole = this == INTEGER && value instanceof Double d && d == Math.rint(d);
      if (isWhole) {
        return ((Double) value).longValue();
      }
      return this == BOOLEAN && value instanceof Number n ? (Object) (n.longValue() != 0) : value;
    }
  }

  private final Map<String, Kind> kinds;

  private ArrowSchema(Map<String, Kind> kinds) {
    this.kinds = kinds;
  }

  /** The schema of a table; nothing is known where it cannot be read. */
  static ArrowSchema of(ObjectNode structure) {
    String text = structure.path("arrow_schema").asText("");
    int comma = text.indexOf(',');
    try {
      return new ArrowSchema(kinds(Base64.getDecoder().decode(text.substring(comma + 1))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
      return new ArrowSchema(Map.of()); // then values are as the database gives them
    }
  }

  /** What a column holds. */
  Kind kind(String name) {
    return kinds.getOrDefault(name, Kind.OTHER);
  }

  private static Map<String, Kind> kinds(byte[] message) {
    FlatTable schema = FlatTable.message(ByteBuffer.wrap(message)).table(HEADER);
    Map<String, Kind> found = new HashMap<>();
    for (FlatTable field : schema.tables(FIELDS)) {
      int type = field.octet(TYPE);
      Kind kind = type == BOOL ? Kind.BOOLEAN : type == INT ? Kind.INTEGER : Kind.OTHER;
      found.put(field.text(NAME), kind);
    }
    return found;
  }
}
