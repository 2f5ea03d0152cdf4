package io.github.blueskyspark.spark.vectors;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** LONG and TIMESTAMP (microseconds since the epoch). */
final class LongVector extends CellVector {
  private long[] values = new long[capacity()];

  LongVector(DataType type, BatchSize size) {
    super(type, size);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public void putLong(long value) {
    int at = claim();
    values[at] = value;
  }

  @Override
  public long getLong(int rowId) {
    return values[rowId];
  }
}
