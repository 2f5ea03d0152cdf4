package io.github.blueskyspark.spark.vectors;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;

/** BINARY; one array a row, which Spark reads without another copy. */
final class BytesVector extends CellVector {
  private byte[][] values = new byte[capacity()][];

  BytesVector(BatchSize size) {
    super(DataTypes.BinaryType, size);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  void clear() {
    super.clear();
    Arrays.fill(values, null);
  }

  @Override
  public void putBinary(byte[] bytes, int from, int length) {
    give(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Takes an array that nobody else holds. */
  void give(byte[] bytes) {
    int at = claim();
    values[at] = bytes;
    account(bytes.length);
  }

  @Override
  public byte[] getBinary(int rowId) {
    return values[rowId];
  }
}
