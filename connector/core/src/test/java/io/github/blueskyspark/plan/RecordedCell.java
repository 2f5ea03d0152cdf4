package io.github.blueskyspark.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.tables.CellWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cell that remembers what was written into it as plain Java values; arrays as text such as
 * {@code <u2[2, 3] 0001…}.
 */
final class RecordedCell implements CellWriter {
  private static final Object UNWRITTEN = "unwritten";

  private Object value = UNWRITTEN;
  private List<RecordedCell> elements = List.of();
  private Map<String, RecordedCell> fields = Map.of();

  Object value() {
    if (!fields.isEmpty()) {
      Map<String, Object> struct = new TreeMap<>();
      fields.forEach((name, cell) -> struct.put(name, cell.value()));
      return struct;
    }
    return value == elements ? elements.stream().map(RecordedCell::value).toList() : value;
  }

  private void put(Object written) {
    if (value != UNWRITTEN) {
      throw new IllegalStateException("written twice: " + value + ", " + written);
    }
    value = written;
  }

  @Override
  public void putNull() {
    put(null);
  }

  @Override
  public void putBoolean(boolean flag) {
    put(flag);
  }

  @Override
  public void putLong(long number) {
    put(number);
  }

  @Override
  public void putDouble(double number) {
    put(number);
  }

  @Override
  public void putDecimal(BigDecimal number) {
    put(number);
  }

  @Override
  public void putString(String text) {
    put(text);
  }

  @Override
  public void putUtf8(byte[] bytes, int from, int length) {
    put(new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public void putBinary(byte[] bytes, int from, int length) {
    put(HexFormat.of().formatHex(bytes, from, from + length));
  }

  @Override
  public void putVariant(JsonParser parser) throws IOException {
    put("variant " + new ObjectMapper().readTree(parser));
  }

  @Override
  public void putArray(DType dtype, int[] shape, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    put(dtype + Arrays.toString(shape) + " " + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void putArrayHeader(DType dtype, int[] shape) {
    put(dtype + Arrays.toString(shape));
  }

  @Override
  public void beginArray() {
    elements = new ArrayList<>();
    put(elements);
  }

  @Override
  public CellWriter element() {
    RecordedCell next = new RecordedCell();
    elements.add(next);
    return next;
  }

  @Override
  public void endArray() {
    // nothing left to do
  }

  @Override
  public void beginMap() {
    fields = new TreeMap<>();
  }

  @Override
  public CellWriter entry(String key) {
    RecordedCell next = new RecordedCell();
    fields.put(key, next);
    return next;
  }

  @Override
  public void endMap() {
    // nothing left to do
  }

  @Override
  public CellWriter field(int index) {
    fields = fields.isEmpty() ? new TreeMap<>() : fields;
    RecordedCell next = new RecordedCell();
    fields.put(String.valueOf(index), next);
    return next;
  }
}
