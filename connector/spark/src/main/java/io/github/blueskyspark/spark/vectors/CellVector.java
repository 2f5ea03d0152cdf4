package io.github.blueskyspark.spark.vectors;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.tables.CellWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of a batch: written row by row as a {@link CellWriter}, read by Spark as a {@link
 * ColumnVector}.
 *
 * <p>Subclasses override the calls that suit their type; every other call is a bug of the row
 * source. The arrays grow and are used again for the next batch. Not thread safe.
 */
abstract class CellVector extends ColumnVector implements CellWriter {
  private static final int FIRST_CAPACITY = 16;

  private final BatchSize size;
  private int row;
  private boolean written;
  private boolean[] nulls = new boolean[FIRST_CAPACITY];
  private int nullCount;

  CellVector(DataType type, BatchSize size) {
    super(type);
    this.size = size;
  }

  /** Makes room for {@code capacity} rows, keeping what is there. */
  abstract void resize(int capacity);

  /** The row being written now; marks it as not null. */
  final int claim() {
    written = true;
    return position();
  }

  /** The row being written now, with room for it. */
  final int position() {
    if (row == nulls.length) {
      grow();
    }
    return row;
  }

  private void grow() {
    int capacity = Math.max(FIRST_CAPACITY, Math.multiplyExact(nulls.length, 2));
    nulls = Arrays.copyOf(nulls, capacity);
    resize(capacity);
  }

  final int capacity() {
    return nulls.length;
  }

  /** Counts bytes against the size of the batch. */
  final void account(long bytes) {
    size.add(bytes);
  }

  final BatchSize size() {
    return size;
  }

  /** Ends the row; a row that received nothing is null. */
  void finish() {
    int at = position();
    nulls[at] = !written;
    if (!written) {
      nullCount++;
    }
    written = false;
    row = at + 1;
  }

  /** Forgets all rows. */
  void clear() {
    row = 0;
    nullCount = 0;
    written = false;
  }

  @Override
  public void putNull() {
    written = false;
  }

  @Override
  public final boolean isNullAt(int rowId) {
    return nulls[rowId];
  }

  @Override
  public final boolean hasNull() {
    return nullCount > 0;
  }

  @Override
  public final int numNulls() {
    return nullCount;
  }

  /** Nothing to close: the arrays are on the heap and serve the next batch. */
  @Override
  public void close() {
    clear();
  }

  private IllegalStateException misuse(String call) {
    return new IllegalStateException(
        "A column of type "
            + dataType().simpleString()
            + " cannot take part in "
            + call
            + "; please report");
  }

  @Override
  public void putBoolean(boolean value) {
    throw misuse("putBoolean");
  }

  @Override
  public void putLong(long value) {
    throw misuse("putLong");
  }

  @Override
  public void putDouble(double value) {
    throw misuse("putDouble");
  }

  @Override
  public void putDecimal(BigDecimal value) {
    throw misuse("putDecimal");
  }

  @Override
  public void putString(String value) {
    throw misuse("putString");
  }

  @Override
  public void putUtf8(byte[] bytes, int from, int length) {
    throw misuse("putUtf8");
  }

  @Override
  public void putBinary(byte[] bytes, int from, int length) {
    throw misuse("putBinary");
  }

  @Override
  public void putVariant(JsonParser parser) throws IOException {
    throw misuse("putVariant");
  }

  @Override
  public void putArray(DType dtype, int[] shape, ByteBuffer data) {
    throw misuse("putArray");
  }

  @Override
  public void putArrayHeader(DType dtype, int[] shape) {
    throw misuse("putArrayHeader");
  }

  @Override
  public void beginArray() {
    throw misuse("beginArray");
  }

  @Override
  public CellWriter element() {
    throw misuse("element");
  }

  @Override
  public void endArray() {
    throw misuse("endArray");
  }

  @Override
  public void beginMap() {
    throw misuse("beginMap");
  }

  @Override
  public CellWriter entry(String key) {
    throw misuse("entry");
  }

  @Override
  public void endMap() {
    throw misuse("endMap");
  }

  @Override
  public CellWriter field(int index) {
    throw misuse("field");
  }

  @Override
  public boolean getBoolean(int rowId) {
    throw misuse("getBoolean");
  }

  @Override
  public byte getByte(int rowId) {
    throw misuse("getByte");
  }

  @Override
  public short getShort(int rowId) {
    throw misuse("getShort");
  }

  @Override
  public int getInt(int rowId) {
    throw misuse("getInt");
  }

  @Override
  public long getLong(int rowId) {
    throw misuse("getLong");
  }

  @Override
  public float getFloat(int rowId) {
    throw misuse("getFloat");
  }

  @Override
  public double getDouble(int rowId) {
    throw misuse("getDouble");
  }

  @Override
  public ColumnarArray getArray(int rowId) {
    throw misuse("getArray");
  }

  @Override
  public ColumnarMap getMap(int rowId) {
    throw misuse("getMap");
  }

  @Override
  public Decimal getDecimal(int rowId, int precision, int scale) {
    throw misuse("getDecimal");
  }

  @Override
  public UTF8String getUTF8String(int rowId) {
    throw misuse("getUTF8String");
  }

  @Override
  public byte[] getBinary(int rowId) {
    throw misuse("getBinary");
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw misuse("getChild");
  }
}
