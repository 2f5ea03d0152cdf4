package io.github.blueskyspark.tables.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Trees of documents, value by value with its kind, so that the same tree comes back: JSON text
 * would lose which kind of number it was, and bytes. Names of fields are written once a block.
 */
final class NodeWriter {
  static final int NULL = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int INT = 3;
  static final int LONG = 4;
  static final int BIG = 5;
  static final int DOUBLE = 6;
  static final int FLOAT = 7;
  static final int DECIMAL = 8;
  static final int TEXT = 9;
  static final int BYTES = 10;
  static final int ARRAY = 11;
  static final int OBJECT = 12;
  static final int SHORT = 13;

  private final IndexOutput out;
  private final Map<String, Integer> names = new HashMap<>();

  NodeWriter(IndexOutput out) {
    this.out = out;
  }

  /** Says which documents cannot be kept, before anything of them is written. */
  static void check(JsonNode node) throws UnfitForIndex {
    switch (node.getNodeType()) {
      case OBJECT -> {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          check(field.getKey());
          check(field.getValue());
        }
      }
      case ARRAY -> {
        for (JsonNode element : node) {
          check(element);
        }
      }
      case STRING -> check(node.textValue());
      case NULL, BOOLEAN, NUMBER, BINARY -> {
        // can be kept
      }
      case POJO, MISSING -> throw new UnfitForIndex("a value of no known kind");
    }
  }

  /** Half a surrogate pair has no bytes in UTF-8. */
  static void check(String text) throws UnfitForIndex {
    boolean pairs = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    if (pairs && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new UnfitForIndex("a text with half a character");
    }
  }

  void write(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object((ObjectNode) node);
      case ARRAY -> {
        out.putByte(ARRAY);
        out.putLong(node.size());
        node.forEach(this::write);
      }
      case STRING -> {
        out.putByte(TEXT);
        out.putText(node.textValue());
      }
      case BOOLEAN -> out.putByte(node.booleanValue() ? TRUE : FALSE);
      case NUMBER -> number(node);
      case BINARY -> {
        out.putByte(BYTES);
        out.putBytes(binary(node));
      }
      case NULL, POJO, MISSING -> out.putByte(NULL);
    }
  }

  private static byte[] binary(JsonNode node) {
    try {
      return node.binaryValue();
    } catch (IOException e) {
      throw new IllegalStateException("Bytes that are none; please report", e);
    }
  }

  private void object(ObjectNode node) {
    out.putByte(OBJECT);
    out.putLong(node.size());
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Integer known = names.putIfAbsent(field.getKey(), names.size());
      out.putLong(known == null ? names.size() - 1 : known);
      if (known == null) {
        out.putText(field.getKey());
      }
      write(field.getValue());
    }
  }

  private void number(JsonNode node) {
    switch (node.numberType()) {
      case INT -> {
        out.putByte(node.isShort() ? SHORT : INT);
        out.putLong(node.longValue());
      }
      case LONG -> {
        out.putByte(LONG);
        out.putLong(node.longValue());
      }
      case BIG_INTEGER -> {
        out.putByte(BIG);
        out.putBytes(node.bigIntegerValue().toByteArray());
      }
      case FLOAT -> {
        out.putByte(FLOAT);
        out.putLong(Float.floatToRawIntBits(node.floatValue()));
      }
      case DOUBLE -> {
        out.putByte(DOUBLE);
        out.putFixed(Double.doubleToRawLongBits(node.doubleValue()));
      }
      case BIG_DECIMAL -> {
        out.putByte(DECIMAL);
        out.putLong(node.decimalValue().scale());
        out.putBytes(node.decimalValue().unscaledValue().toByteArray());
      }
    }
  }
}
