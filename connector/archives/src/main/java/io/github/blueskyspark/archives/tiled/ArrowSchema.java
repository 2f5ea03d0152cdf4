package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * The Arrow schema that Tiled stores with a table, as far as it is needed: SQLite has no booleans,
 * so that only here is written which columns are some. (Arrow: Message.fbs, Schema.fbs.)
 */
final class ArrowSchema {
  private static final int BOOL = 6;
  private static final int MOST_FIELDS = 1 << 16;
  private static final int HEADER = 2;
  private static final int FIELDS = 1;
  private static final int NAME = 0;
  private static final int TYPE = 2;

  private final ByteBuffer bytes;

  private ArrowSchema(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Names of the boolean columns of a table; none where the schema cannot be read. */
  static Set<String> booleans(ObjectNode structure) {
    String text = structure.path("arrow_schema").asText("");
    int comma = text.indexOf(',');
    try {
      return new ArrowSchema(Base64.getDecoder().decode(text.substring(comma + 1))).booleans();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
      return Set.of(); // then they are 0 and 1, as in the database
    }
  }

  private Set<String> booleans() {
    if (bytes.capacity() < 12) {
      return Set.of();
    }
    int message = bytes.getInt(0) == -1 ? 8 : 4;
    int root = message + bytes.getInt(message);
    int schema = target(field(root, HEADER));
    int vector = target(field(schema, FIELDS));
    int fields = Math.min(bytes.getInt(vector), MOST_FIELDS);
    Set<String> found = new HashSet<>();
    for (int i = 0; i < fields; i++) {
      int field = target(vector + 4 + 4 * i);
      int type = field(field, TYPE);
      if (type != 0 && bytes.get(type) == BOOL) {
        int name = target(field(field, NAME));
        byte[] text = new byte[Math.min(bytes.getInt(name), bytes.capacity())];
        bytes.get(name + 4, text);
        found.add(new String(text, StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  /** Where a field of a table stands; 0 when it has its default. */
  private int field(int table, int number) {
    int entries = table - bytes.getInt(table);
    int at = 4 + 2 * number;
    int offset = at < bytes.getShort(entries) ? bytes.getShort(entries + at) : 0;
    return offset == 0 ? 0 : table + offset;
  }

  private int target(int at) {
    return at + bytes.getInt(at);
  }
}
