package io.github.blueskyspark.spark.vectors;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** DOUBLE and FLOAT; a float is rounded when it is read. */
final class DoubleVector extends CellVector {
  private double[] values = new double[capacity()];

  DoubleVector(DataType type, BatchSize size) {
    super(type, size);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public void putDouble(double value) {
    int at = claim();
    values[at] = value;
  }

  @Override
  public double getDouble(int rowId) {
    return values[rowId];
  }

  @Override
  public float getFloat(int rowId) {
    return (float) values[rowId];
  }
}
