package io.github.blueskyspark.spark.vectors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * STRING; the bytes of all rows lie in one array, and what Spark reads points into it until the
 * next batch.
 */
final class StringVector extends CellVector {
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private int[] starts = new int[capacity()];
  private int[] lengths = new int[capacity()];
  private byte[] heap = new byte[256];
  private int used;

  StringVector(BatchSize size) {
    super(DataTypes.StringType, size);
  }

  @Override
  void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  void clear() {
    super.clear();
    used = 0;
  }

  @Override
  public void putString(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    putUtf8(bytes, 0, bytes.length);
  }

  @Override
  public void putUtf8(byte[] bytes, int from, int length) {
    int at = claim();
    if (length > heap.length - used) {
      heap = Arrays.copyOf(heap, larger(length));
    }
    System.arraycopy(bytes, from, heap, used, length);
    starts[at] = used;
    lengths[at] = length;
    used += length;
    account(length);
  }

  private int larger(int length) {
    long needed = (long) used + length;
    if (needed > LARGEST) {
      throw new IllegalStateException(
          "Strings of one row need " + needed + " bytes; please report");
    }
    return (int) Math.min(LARGEST, Math.max(needed, 2L * heap.length));
  }

  @Override
  public UTF8String getUTF8String(int rowId) {
    return UTF8String.fromBytes(heap, starts[rowId], lengths[rowId]);
  }

  @Override
  public byte[] getBinary(int rowId) {
    return Arrays.copyOfRange(heap, starts[rowId], starts[rowId] + lengths[rowId]);
  }
}
