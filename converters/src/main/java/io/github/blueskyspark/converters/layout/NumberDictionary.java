package io.github.blueskyspark.converters.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * The different values of a column, by their bits, as long as they are few. Not thread safe; grows
 * to {@link #MOST} values.
 */
final class NumberDictionary {
  static final int MOST = 1 << 15;
  private static final int SAMPLE = 1024;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] values = new long[16];
  private int[] table = new int[64];
  private int size;
  private boolean closed;

  boolean isOpen() {
    return !closed;
  }

  int size() {
    return size;
  }

  /** By index; there are {@link #size} of them. */
  long[] values() {
    return values;
  }

  /**
   * Finds the index of each value, and closes the dictionary where it does not pay: half of a
   * sample, or of the first page, are different, or there are too many altogether.
   *
   * @param indices takes them
   * @return false when it is closed: the page has to be written plainly
   */
  boolean index(long[] cells, int count, int[] indices) {
    int known = size;
    for (int i = 0; i < count; i++) {
      int index = i > 0 && cells[i] == cells[i - 1] ? indices[i - 1] : index(cells[i]);
      indices[i] = index;
      boolean first = known == 0 && (i == SAMPLE || i == count - 1);
      boolean dear = first && i >= SAMPLE && size > (i + 1) / 2;
      if (dear || size > MOST) {
        size = known;
        closed = true;
        return false;
      }
    }
    return true;
  }

  private int index(long value) {
    int mask = table.length - 1;
    int slot = slot(value);
    while (table[slot] != 0) {
      int index = table[slot] - 1;
      if (values[index] == value) {
        return index;
      }
      slot = slot + 1 & mask;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    table[slot] = size;
    if (2 * size > table.length) {
      grow();
    }
    return size - 1;
  }

  /** The upper bits of the product: numbers differ in few of their bits, and in any of them. */
  private int slot(long value) {
    long spread = (value ^ value >>> Integer.SIZE) * SPREAD;
    return (int) (spread >>> (Long.numberOfLeadingZeros(table.length) + 1));
  }

  private void grow() {
    table = new int[2 * table.length];
    int mask = table.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = slot(values[i]);
      while (table[slot] != 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = i + 1;
    }
  }

  /** Appends indices of a dictionary of so many entries, as a page has them. */
  static void write(int[] indices, int count, int entries, PageBuffer buffer) throws IOException {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, entries - 1));
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, 1 << 10, 1 << 16, new HeapByteBufferAllocator());
    for (int i = 0; i < count; i++) {
      encoder.writeInt(indices[i]);
    }
    BytesInput packed = encoder.toBytes();
    ByteBuffer to = buffer.start(Math.toIntExact(packed.size()) + 1);
    to.put((byte) width).put(packed.toInputStream().readAllBytes());
    encoder.close();
  }
}
