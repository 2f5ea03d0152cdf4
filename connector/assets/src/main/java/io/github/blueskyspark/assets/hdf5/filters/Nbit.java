package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;
import java.util.List;

/** N-bit (filter 5): only the bits that a number uses, one behind the other. */
final class Nbit implements Filter {
  private static final int MAX_DEPTH = 16;

  private final List<Integer> values;
  private int next;

  /**
   * The filter with its client data.
   *
   * @param values how many there are, whether nothing is packed, elements, then the type
   */
  Nbit(List<Integer> values) {
    this.values = values;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    if (values.size() < 5) {
      throw new DamagedChunkException("the N-bit filter has " + values.size() + " parameters");
    }
    if (values.get(1) != 0) {
      return in;
    }
    int elementSize = values.get(4);
    long bytes = Math.multiplyExact((long) values.get(2), (long) elementSize);
    if (bytes < 0 || bytes > most || elementSize <= 0) {
      throw new DamagedChunkException("the N-bit filter declares " + bytes + " bytes");
    }
    byte[] target = out.resize(bytes);
    java.util.Arrays.fill(target, 0, (int) bytes, (byte) 0);
    BitReader bits = new BitReader(in.bytes(), 0, in.length());
    for (int at = 0; at < bytes; at += elementSize) {
      next = 3;
      type(bits, target, at, 0);
    }
    return out;
  }

  private void type(BitReader bits, byte[] target, int at, int depth) throws DamagedChunkException {
    if (depth > MAX_DEPTH) {
      throw new DamagedChunkException("the N-bit type nests too deep");
    }
    int kind = values.get(next++);
    switch (kind) {
      case 1 -> atomic(bits, target, at);
      case 2 -> array(bits, target, at, depth);
      case 3 -> {
        next++;
        int members = values.get(next++);
        for (int m = 0; m < members; m++) {
          int offset = values.get(next++);
          type(bits, target, at + offset, depth + 1);
        }
      }
      case 4 -> {
        int size = values.get(next++);
        for (int i = 0; i < size; i++) {
          target[at + i] = (byte) bits.bits(8);
        }
      }
      default -> throw new DamagedChunkException("N-bit type " + kind);
    }
  }

  private void array(BitReader bits, byte[] target, int at, int depth)
      throws DamagedChunkException {
    int total = values.get(next++);
    int element = next;
    int size = values.get(element + 1);
    if (size <= 0) {
      throw new DamagedChunkException("an N-bit array of elements of " + size + " bytes");
    }
    for (int i = 0; i + size <= total; i += size) {
      next = element;
      type(bits, target, at + i, depth + 1);
    }
  }

  private void atomic(BitReader bits, byte[] target, int at) throws DamagedChunkException {
    int size = values.get(next++);
    boolean bigEndian = values.get(next++) == 1;
    int precision = values.get(next++);
    int offset = values.get(next++);
    if (size < 1 || size > 8 || precision < 1 || offset < 0 || precision + offset > 8 * size) {
      throw new DamagedChunkException("N-bit numbers of " + precision + " bits in " + size);
    }
    Numbers.put(target, at, size, bigEndian, bits.bits(precision) << offset);
  }
}
