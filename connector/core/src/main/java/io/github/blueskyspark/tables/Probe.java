package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.arrays.DType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Takes values and keeps none: to see whether they fit, or because nobody wants them. */
public class Probe implements CellWriter {
  @Override
  public void putNull() {}

  @Override
  public void putBoolean(boolean value) {}

  @Override
  public void putLong(long value) {}

  @Override
  public void putDouble(double value) {}

  @Override
  public void putDecimal(BigDecimal value) {}

  @Override
  public void putString(String value) {}

  @Override
  public void putUtf8(byte[] bytes, int from, int length) {}

  @Override
  public void putBinary(byte[] bytes, int from, int length) {}

  @Override
  public void putVariant(JsonParser parser) throws IOException {
    parser.skipChildren();
  }

  @Override
  public void putArray(DType dtype, int[] shape, ByteBuffer data) {}

  @Override
  public void putArrayHeader(DType dtype, int[] shape) {}

  @Override
  public void beginArray() {}

  @Override
  public CellWriter element() {
    return this;
  }

  @Override
  public void endArray() {}

  @Override
  public void beginMap() {}

  @Override
  public CellWriter entry(String key) {
    return this;
  }

  @Override
  public void endMap() {}

  @Override
  public CellWriter field(int index) {
    return this;
  }
}
