package io.github.blueskyspark.converters.panda;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of a block of rows, as Spark reads it. Subclasses answer the calls of their type; every
 * other call is a bug. On the heap: nothing to close.
 */
abstract class PandaVector extends ColumnVector {
  PandaVector(DataType type) {
    super(type);
  }

  /**
   * Makes ready for rows of the file.
   *
   * @param from first row of the block
   * @param count rows of the block
   */
  abstract void load(long from, int count);

  @Override
  public void close() {
    // The arrays serve the next block.
  }

  @Override
  public boolean hasNull() {
    return false;
  }

  @Override
  public int numNulls() {
    return 0;
  }

  @Override
  public boolean isNullAt(int at) {
    return false;
  }

  private IllegalStateException other() {
    return new IllegalStateException(
        "a column of " + dataType().simpleString() + " is read as another type: please report");
  }

  @Override
  public boolean getBoolean(int at) {
    throw other();
  }

  @Override
  public byte getByte(int at) {
    throw other();
  }

  @Override
  public short getShort(int at) {
    throw other();
  }

  @Override
  public int getInt(int at) {
    throw other();
  }

  @Override
  public long getLong(int at) {
    throw other();
  }

  @Override
  public float getFloat(int at) {
    throw other();
  }

  @Override
  public double getDouble(int at) {
    throw other();
  }

  @Override
  public Decimal getDecimal(int at, int precision, int scale) {
    throw other();
  }

  @Override
  public UTF8String getUTF8String(int at) {
    throw other();
  }

  @Override
  public ColumnarArray getArray(int at) {
    throw other();
  }

  @Override
  public ColumnarMap getMap(int ordinal) {
    throw other();
  }

  @Override
  public byte[] getBinary(int at) {
    throw other();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw other();
  }
}
