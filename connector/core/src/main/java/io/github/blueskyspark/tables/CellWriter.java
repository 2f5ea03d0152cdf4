package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.arrays.DType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * Receives the value of one cell; an engine implements it over its own columns. Exactly one call a
 * cell, except inside {@code begin…}/{@code end…}. A cell that receives no call is null.
 */
public interface CellWriter {
  /** No value. */
  void putNull();

  /** For BOOLEAN. */
  void putBoolean(boolean value);

  /** For BYTE, SHORT, INT, LONG (must fit), TIMESTAMP (microseconds since the epoch). */
  void putLong(long value);

  /** For FLOAT (rounded) and DOUBLE. */
  void putDouble(double value);

  /** For DECIMAL20; an integer. */
  void putDecimal(BigDecimal value);

  /** For STRING. */
  void putString(String value);

  /** For STRING, from UTF-8 bytes. */
  void putUtf8(byte[] bytes, int from, int length);

  /** For BINARY. */
  void putBinary(byte[] bytes, int from, int length);

  /**
   * For VARIANT: takes the value at the parser's current token and leaves the parser on its last
   * token.
   *
   * <p>Doubles stay doubles (NaN, infinities and -0.0 included), integers beyond 64 bits become
   * decimals, beyond 38 digits strings.
   */
  void putVariant(JsonParser parser) throws IOException;

  /**
   * For NDARRAY.
   *
   * @param dtype of {@code data}, whose byte order is that of the dtype; the cell gets
   *     little-endian bytes
   * @param shape as the row has it, C order
   * @param data position to limit
   */
  void putArray(DType dtype, int[] shape, ByteBuffer data);

  /** For NDARRAY when only dtype and shape were asked for: no bytes were read. */
  void putArrayHeader(DType dtype, int[] shape);

  /** For ARRAY: call {@link #element()} once per element, write it, then {@link #endArray()}. */
  void beginArray();

  /** The next element of the array begun. */
  CellWriter element();

  /** Ends the array begun. */
  void endArray();

  /** For MAP: call {@link #entry(String)} once per key, write the value, then {@link #endMap()}. */
  void beginMap();

  /** The value of the next entry of the map begun. */
  CellWriter entry(String key);

  /** Ends the map begun. */
  void endMap();

  /**
   * For STRUCT: the field's cell; the struct is not null from the first call on. Unwritten fields
   * are null.
   */
  CellWriter field(int index);
}
