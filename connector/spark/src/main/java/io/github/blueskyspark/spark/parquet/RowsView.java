package io.github.blueskyspark.spark.parquet;

import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** Another vector seen through row numbers. Owns nothing: closing it closes nothing. */
class RowsView extends ColumnVector {
  private final ColumnVector stored;
  private final IntUnaryOperator rows;

  /**
   * @param rows number of the row in the stored vector, for each row shown
   */
  RowsView(DataType type, ColumnVector stored, IntUnaryOperator rows) {
    super(type);
    this.stored = stored;
    this.rows = rows;
  }

  @Override
  public void close() {
    // the reader closes what it has made
  }

  @Override
  public boolean hasNull() {
    return stored.hasNull();
  }

  @Override
  public int numNulls() {
    return stored.numNulls();
  }

  @Override
  public boolean isNullAt(int row) {
    return stored.isNullAt(rows.applyAsInt(row));
  }

  @Override
  public boolean getBoolean(int row) {
    return stored.getBoolean(rows.applyAsInt(row));
  }

  @Override
  public byte getByte(int row) {
    return stored.getByte(rows.applyAsInt(row));
  }

  @Override
  public short getShort(int row) {
    return stored.getShort(rows.applyAsInt(row));
  }

  @Override
  public int getInt(int row) {
    return stored.getInt(rows.applyAsInt(row));
  }

  @Override
  public long getLong(int row) {
    return stored.getLong(rows.applyAsInt(row));
  }

  @Override
  public float getFloat(int row) {
    return stored.getFloat(rows.applyAsInt(row));
  }

  @Override
  public double getDouble(int row) {
    return stored.getDouble(rows.applyAsInt(row));
  }

  @Override
  public ColumnarArray getArray(int row) {
    return stored.getArray(rows.applyAsInt(row));
  }

  @Override
  public ColumnarMap getMap(int row) {
    return stored.getMap(rows.applyAsInt(row));
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return stored.getDecimal(rows.applyAsInt(row), precision, scale);
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return stored.getUTF8String(rows.applyAsInt(row));
  }

  @Override
  public byte[] getBinary(int row) {
    return stored.getBinary(rows.applyAsInt(row));
  }

  /** Fields of a struct have the rows of the struct. */
  @Override
  public ColumnVector getChild(int ordinal) {
    ColumnVector child = stored.getChild(ordinal);
    return new RowsView(child.dataType(), child, rows);
  }
}
