package io.github.blueskyspark.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.Elements;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Writes single elements of an array into cells of a typed column. A value that does not fit the
 * type is null.
 */
final class ElementWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ElementWriter() {}

  /**
   * Writes one element.
   *
   * @param at its byte position, absolute in {@code data}
   * @return false when it does not fit the type; the cell is null then
   */
  static boolean write(DType dtype, ByteBuffer data, int at, ColumnType type, CellWriter cell)
      throws IOException {
    boolean fits =
        switch (type.kind()) {
          case BOOLEAN -> bool(dtype, data, at, cell);
          case BYTE -> whole(dtype, data, at, cell, Byte.SIZE);
          case SHORT -> whole(dtype, data, at, cell, Short.SIZE);
          case INT -> whole(dtype, data, at, cell, Integer.SIZE);
          case LONG -> whole(dtype, data, at, cell, Long.SIZE);
          case DECIMAL20 -> decimal(dtype, data, at, cell);
          case FLOAT -> single(dtype, data, at, cell);
          case DOUBLE -> real(dtype, data, at, cell);
          case STRING -> text(dtype, data, at, cell);
          case BINARY -> binary(dtype, data, at, cell);
          case STRUCT -> struct(dtype, data, at, type, cell);
          case NDARRAY -> {
            cell.putArray(dtype, new int[0], data.slice(at, dtype.itemSize()).order(dtype.order()));
            yield true;
          }
          case VARIANT -> {
            variant(json(dtype, data, at), cell);
            yield true;
          }
          case ARRAY, MAP, TIMESTAMP -> false;
        };
    if (!fits) {
      cell.putNull();
    }
    return fits;
  }

  /** Writes a value that has no fixed bytes: a string, a list of values, or a map of fields. */
  static boolean write(Object value, ColumnType type, CellWriter cell) throws IOException {
    boolean fits = true;
    if (type.kind() == ColumnType.Kind.VARIANT) {
      variant(json(value), cell);
    } else if (value instanceof String text && type.kind() == ColumnType.Kind.STRING) {
      cell.putString(text);
    } else if (value instanceof List<?> list && type.kind() == ColumnType.Kind.ARRAY) {
      cell.beginArray();
      for (Object element : list) {
        fits &= write(element, type.element(), cell.element());
      }
      cell.endArray();
    } else if (value instanceof Map<?, ?> fields && type.kind() == ColumnType.Kind.STRUCT) {
      for (int i = 0; i < type.names().size(); i++) {
        fits &= write(fields.get(type.names().get(i)), type.children().get(i), cell.field(i));
      }
    } else if (value instanceof Boolean flag && type.kind() == ColumnType.Kind.BOOLEAN) {
      cell.putBoolean(flag);
    } else if (value instanceof Number number) {
      fits = number(number, type, cell);
    } else {
      cell.putNull();
      fits = false;
    }
    return fits;
  }

  private static boolean number(Number value, ColumnType type, CellWriter cell) {
    boolean isWhole = !(value instanceof Double || value instanceof Float);
    boolean isBig = value instanceof BigInteger big && big.bitLength() > 63;
    switch (type.kind()) {
      case DOUBLE, FLOAT -> cell.putDouble(value.doubleValue());
      case DECIMAL20 -> {
        if (!isWhole) {
          cell.putNull();
          return false;
        }
        cell.putDecimal(new BigDecimal(value.toString()));
      }
      default -> {
        if (!isWhole || isBig || !fits(value.longValue(), type)) {
          cell.putNull();
          return false;
        }
        cell.putLong(value.longValue());
      }
    }
    return true;
  }

  private static boolean fits(long value, ColumnType type) {
    return switch (type.kind()) {
      case BYTE -> value == (byte) value;
      case SHORT -> value == (short) value;
      case INT -> value == (int) value;
      case LONG -> true;
      default -> false;
    };
  }

  private static boolean isInteger(DType dtype) {
    return dtype.kind() == Kind.SIGNED || dtype.kind() == Kind.UNSIGNED;
  }

  private static boolean bool(DType dtype, ByteBuffer data, int at, CellWriter cell) {
    if (dtype.kind() != Kind.BOOL) {
      return false;
    }
    cell.putBoolean(Elements.asBoolean(data, at));
    return true;
  }

  private static boolean whole(DType dtype, ByteBuffer data, int at, CellWriter cell, int bits) {
    if (!isInteger(dtype)) {
      return false;
    }
    long value = Elements.asLong(dtype, data, at);
    boolean isBig = dtype.kind() == Kind.UNSIGNED && value < 0;
    if (isBig || value >> (bits - 1) != value >> 63) {
      return false;
    }
    cell.putLong(value);
    return true;
  }

  private static boolean decimal(DType dtype, ByteBuffer data, int at, CellWriter cell) {
    if (!isInteger(dtype)) {
      return false;
    }
    cell.putDecimal(new BigDecimal(Elements.integer(dtype, data, at)));
    return true;
  }

  private static boolean real(DType dtype, ByteBuffer data, int at, CellWriter cell) {
    if (!isInteger(dtype) && dtype.kind() != Kind.FLOAT) {
      return false;
    }
    cell.putDouble(Elements.asDouble(dtype, data, at));
    return true;
  }

  private static boolean single(DType dtype, ByteBuffer data, int at, CellWriter cell) {
    if (!isInteger(dtype) && dtype.kind() != Kind.FLOAT) {
      return false;
    }
    double value = Elements.asDouble(dtype, data, at);
    if (!Double.isNaN(value) && (float) value != value) {
      return false;
    }
    cell.putDouble(value);
    return true;
  }

  private static boolean text(DType dtype, ByteBuffer data, int at, CellWriter cell) {
    if (dtype.kind() != Kind.BYTES && dtype.kind() != Kind.UNICODE) {
      return false;
    }
    cell.putString(Elements.string(dtype, data, at));
    return true;
  }

  private static boolean binary(DType dtype, ByteBuffer data, int at, CellWriter cell) {
    if (dtype.kind() != Kind.VOID && dtype.kind() != Kind.BYTES) {
      return false;
    }
    byte[] bytes = Elements.bytes(dtype, data, at);
    cell.putBinary(bytes, 0, bytes.length);
    return true;
  }

  private static boolean struct(
      DType dtype, ByteBuffer data, int at, ColumnType type, CellWriter cell) throws IOException {
    if (dtype.kind() == Kind.COMPLEX && type.names().equals(List.of("re", "im"))) {
      cell.field(0).putDouble(Elements.real(dtype, data, at));
      cell.field(1).putDouble(Elements.imaginary(dtype, data, at));
      return true;
    }
    if (!dtype.isStruct()) {
      return false;
    }
    boolean fits = true;
    for (int i = 0; i < type.names().size(); i++) {
      String name = type.names().get(i);
      CellWriter target = cell.field(i);
      Field field =
          dtype.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
      if (field == null) {
        target.putNull();
        fits = false;
      } else {
        fits &= field(field, data, at + field.offset(), type.children().get(i), target);
      }
    }
    return fits || !type.names().isEmpty();
  }

  private static boolean field(
      Field field, ByteBuffer data, int at, ColumnType type, CellWriter cell) throws IOException {
    if (field.shape().isEmpty()) {
      return write(field.type(), data, at, type, cell);
    }
    int size = field.type().itemSize();
    if (type.kind() == ColumnType.Kind.NDARRAY) {
      int[] shape = field.shape().stream().mapToInt(Integer::intValue).toArray();
      cell.putArray(
          field.type(), shape, data.slice(at, size * field.count()).order(field.type().order()));
      return true;
    }
    if (type.kind() != ColumnType.Kind.ARRAY) {
      cell.putNull();
      return false;
    }
    boolean fits = true;
    cell.beginArray();
    for (int i = 0; i < field.count(); i++) {
      fits &= write(field.type(), data, at + i * size, type.element(), cell.element());
    }
    cell.endArray();
    return fits;
  }

  private static void variant(JsonNode value, CellWriter cell) throws IOException {
    try (JsonParser parser = value.traverse()) {
      parser.nextToken();
      cell.putVariant(parser);
    }
  }

  private static JsonNode json(DType dtype, ByteBuffer data, int at) {
    return switch (dtype.kind()) {
      case BOOL -> JSON.booleanNode(Elements.asBoolean(data, at));
      case SIGNED, UNSIGNED -> JSON.numberNode(Elements.integer(dtype, data, at));
      case FLOAT -> JSON.numberNode(Elements.asDouble(dtype, data, at));
      case COMPLEX ->
          JSON.objectNode()
              .put("re", Elements.real(dtype, data, at))
              .put("im", Elements.imaginary(dtype, data, at));
      case BYTES, UNICODE -> JSON.textNode(Elements.string(dtype, data, at));
      case VOID ->
          dtype.isStruct()
              ? fields(dtype, data, at)
              : JSON.binaryNode(Elements.bytes(dtype, data, at));
      case OBJECT -> JSON.nullNode();
    };
  }

  private static ObjectNode fields(DType dtype, ByteBuffer data, int at) {
    ObjectNode node = JSON.objectNode();
    for (Field field : dtype.fields()) {
      int from = at + field.offset();
      if (field.shape().isEmpty()) {
        node.set(field.name(), json(field.type(), data, from));
      } else {
        ArrayNode list = node.putArray(field.name());
        for (int i = 0; i < field.count(); i++) {
          list.add(json(field.type(), data, from + i * field.type().itemSize()));
        }
      }
    }
    return node;
  }

  private static JsonNode json(Object value) {
    if (value instanceof List<?> list) {
      ArrayNode node = JSON.arrayNode();
      list.forEach(v -> node.add(json(v)));
      return node;
    }
    if (value instanceof Map<?, ?> fields) {
      ObjectNode node = JSON.objectNode();
      fields.forEach((name, v) -> node.set(String.valueOf(name), json(v)));
      return node;
    }
    if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    if (value instanceof Double || value instanceof Float) {
      return JSON.numberNode(((Number) value).doubleValue());
    }
    if (value instanceof Number number) {
      return JSON.numberNode(new BigInteger(number.toString()));
    }
    return value == null ? JSON.nullNode() : JSON.textNode(value.toString());
  }
}
