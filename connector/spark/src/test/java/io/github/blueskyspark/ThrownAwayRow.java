package io.github.blueskyspark;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.RowWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Takes whatever a table writes, looks at every byte of arrays, and keeps nothing. */
final class ThrownAwayRow implements RowWriter, CellWriter {
  private long seen;

  /** Depends on every array byte, so that no reader is spared. */
  long seen() {
    return seen;
  }

  @Override
  public CellWriter cell(int index) {
    return this;
  }

  @Override
  public void putNull() {
    seen++;
  }

  @Override
  public void putBoolean(boolean value) {
    seen++;
  }

  @Override
  public void putLong(long value) {
    seen += value;
  }

  @Override
  public void putDouble(double value) {
    seen++;
  }

  @Override
  public void putDecimal(BigDecimal value) {
    seen += value.signum();
  }

  @Override
  public void putString(String value) {
    seen += value.length();
  }

  @Override
  public void putUtf8(byte[] bytes, int from, int length) {
    seen += bytes[from + length - 1];
  }

  @Override
  public void putBinary(byte[] bytes, int from, int length) {
    seen += length;
  }

  @Override
  public void putVariant(JsonParser parser) throws IOException {
    parser.skipChildren();
  }

  @Override
  public void putArray(DType dtype, int[] shape, ByteBuffer data) {
    long elements = dtype.itemSize();
    for (int n : shape) {
      elements *= n;
    }
    if (elements != data.remaining()) {
      throw new IllegalStateException(data.remaining() + " bytes, not " + elements);
    }
    while (data.hasRemaining()) {
      seen += data.get();
    }
  }

  @Override
  public void putArrayHeader(DType dtype, int[] shape) {
    seen += shape.length;
  }

  @Override
  public void beginArray() {
    seen++;
  }

  @Override
  public CellWriter element() {
    return this;
  }

  @Override
  public void endArray() {
    seen++;
  }

  @Override
  public void beginMap() {
    seen++;
  }

  @Override
  public CellWriter entry(String key) {
    return this;
  }

  @Override
  public void endMap() {
    seen++;
  }

  @Override
  public CellWriter field(int index) {
    return this;
  }
}
