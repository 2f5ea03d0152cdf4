package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.arrays.DType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the cells of a row as Java values: Boolean, Long, Double, BigDecimal, String, byte[],
 * {@link JsonNode} for VARIANT, {@link NdArray}, List, Map; a STRUCT is a Map by field number. A
 * cell that is written twice is an error, as every engine has it.
 */
public final class RecordingRowWriter implements RowWriter {
  /** An NDARRAY cell. */
  public record NdArray(String dtype, List<Integer> shape, List<Byte> data) {
    static NdArray of(DType dtype, int[] shape, ByteBuffer data) {
      List<Byte> bytes = new ArrayList<>();
      ByteBuffer copy = data.duplicate();
      while (copy.hasRemaining()) {
        bytes.add(copy.get());
      }
      return new NdArray(dtype.toString(), Arrays.stream(shape).boxed().toList(), bytes);
    }
  }

  private static final JsonNode JSON_NULL = new ObjectMapper().nullNode();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, Recorded> cells = new LinkedHashMap<>();

  @Override
  public CellWriter cell(int index) {
    return cells.computeIfAbsent(index, i -> new Recorded());
  }

  /** Value of a cell, null when nothing was written. */
  public Object value(int index) {
    Recorded cell = cells.get(index);
    return cell == null ? null : cell.value();
  }

  /** The values by column name. */
  public Map<String, Object> row(List<Column> columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i).name(), value(i));
    }
    return row;
  }

  /** All rows of a source; closes it. */
  public static List<Map<String, Object>> rows(RowSource source, List<Column> columns)
      throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (source) {
      RecordingRowWriter writer = new RecordingRowWriter();
      while (source.next(writer)) {
        rows.add(writer.row(columns));
        writer = new RecordingRowWriter();
      }
    }
    return rows;
  }

  /** One cell, for tests of what writes single values. */
  public static final class Recorded implements CellWriter {
    private boolean written;
    private Object value;
    private List<Recorded> elements;
    private Map<Object, Recorded> entries;

    /** The value, null when there is none. */
    public Object value() {
      if (elements != null) {
        List<Object> list = new ArrayList<>();
        elements.forEach(e -> list.add(e.value()));
        return list;
      }
      if (entries != null) {
        Map<Object, Object> map = new LinkedHashMap<>();
        entries.forEach((k, v) -> map.put(k, v.value()));
        return map;
      }
      return value;
    }

    private void put(Object given) {
      if (written) {
        throw new IllegalStateException("cell is written twice: " + value + ", " + given);
      }
      written = true;
      value = given;
    }

    @Override
    public void putNull() {
      put(null);
    }

    @Override
    public void putBoolean(boolean given) {
      put(given);
    }

    @Override
    public void putLong(long given) {
      put(given);
    }

    @Override
    public void putDouble(double given) {
      put(given);
    }

    @Override
    public void putDecimal(BigDecimal given) {
      put(given);
    }

    @Override
    public void putString(String given) {
      put(given);
    }

    @Override
    public void putUtf8(byte[] bytes, int from, int length) {
      put(new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    @Override
    public void putBinary(byte[] bytes, int from, int length) {
      put(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void putVariant(JsonParser parser) throws IOException {
      JsonNode node = JSON.readTree(parser);
      put(node == null ? JSON_NULL : node);
    }

    @Override
    public void putArray(DType dtype, int[] shape, ByteBuffer data) {
      put(NdArray.of(dtype, shape, data));
    }

    @Override
    public void putArrayHeader(DType dtype, int[] shape) {
      put(NdArray.of(dtype, shape, ByteBuffer.allocate(0)));
    }

    @Override
    public void beginArray() {
      put("array");
      elements = new ArrayList<>();
    }

    @Override
    public CellWriter element() {
      Recorded made = new Recorded();
      elements.add(made);
      return made;
    }

    @Override
    public void endArray() {
      // what was written stays
    }

    @Override
    public void beginMap() {
      put("map");
      entries = new LinkedHashMap<>();
    }

    @Override
    public CellWriter entry(String key) {
      Recorded made = new Recorded();
      if (entries.put(key, made) != null) {
        throw new IllegalStateException("map has key '" + key + "' twice");
      }
      return made;
    }

    @Override
    public void endMap() {
      // what was written stays
    }

    @Override
    public CellWriter field(int index) {
      written = true;
      if (entries == null) {
        entries = new LinkedHashMap<>();
      }
      return entries.computeIfAbsent(index, i -> new Recorded());
    }
  }
}
