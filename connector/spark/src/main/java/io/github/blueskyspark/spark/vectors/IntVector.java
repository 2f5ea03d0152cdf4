package io.github.blueskyspark.spark.vectors;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** BYTE, SHORT and INT. */
final class IntVector extends CellVector {
  private final int least;
  private final int most;
  private int[] values = new int[capacity()];

  /** A column of integers from {@code least} to {@code most}, which its type holds. */
  IntVector(DataType type, int least, int most, BatchSize size) {
    super(type, size);
    this.least = least;
    this.most = most;
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public void putLong(long value) {
    if (value < least || value > most) {
      throw new IllegalStateException(
          value + " does not fit " + dataType().simpleString() + "; please report");
    }
    int at = claim();
    values[at] = (int) value;
  }

  @Override
  public int getInt(int rowId) {
    return values[rowId];
  }

  @Override
  public short getShort(int rowId) {
    return (short) values[rowId];
  }

  @Override
  public byte getByte(int rowId) {
    return (byte) values[rowId];
  }
}
