package io.github.blueskyspark.converters.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * Which rows of a page have a value: the definition levels of an optional column that is in no
 * group. Rows of one kind are one run, whatever their number. Not thread safe.
 */
final class Levels {
  private static final int SLAB = 1024;
  private static final int GROUPS = 7;

  private RunLengthBitPackingHybridEncoder mixed;
  private int present;
  private int absent;

  /** So many more rows have a value, or have none. */
  void add(boolean has, int rows) throws IOException {
    if ((has ? absent : present) > 0) {
      open();
    }
    if (mixed != null) {
      put(has, rows);
    }
    if (has) {
      present += rows;
    } else {
      absent += rows;
    }
  }

  private void open() throws IOException {
    if (mixed == null) {
      mixed = new RunLengthBitPackingHybridEncoder(1, SLAB, SLAB, new HeapByteBufferAllocator());
      put(present > 0, present + absent);
    }
  }

  private void put(boolean has, int rows) throws IOException {
    for (int i = 0; i < rows; i++) {
      mixed.writeInt(has ? 1 : 0);
    }
  }

  int rows() {
    return present + absent;
  }

  int absent() {
    return absent;
  }

  /** Whether all rows are of one kind. */
  boolean isUniform() {
    return mixed == null;
  }

  /** The run of a page whose rows are of one kind. */
  void run(ByteBuffer to) {
    int left = rows() << 1;
    while (left > Byte.MAX_VALUE) {
      to.put((byte) (left | 1 << GROUPS));
      left >>>= GROUPS;
    }
    to.put((byte) left);
    to.put((byte) (present > 0 ? 1 : 0));
  }

  /** The runs of a page some of whose rows have a value. */
  BytesInput runs() throws IOException {
    return mixed.toBytes();
  }

  /** For the next page. */
  void clear() {
    if (mixed != null) {
      mixed.close();
      mixed = null;
    }
    present = 0;
    absent = 0;
  }
}
