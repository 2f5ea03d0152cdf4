package io.github.blueskyspark.spark.vectors;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;

/** BOOLEAN. */
final class BooleanVector extends CellVector {
  private boolean[] values = new boolean[capacity()];

  BooleanVector(BatchSize size) {
    super(DataTypes.BooleanType, size);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public void putBoolean(boolean value) {
    int at = claim();
    values[at] = value;
  }

  @Override
  public boolean getBoolean(int rowId) {
    return values[rowId];
  }
}
