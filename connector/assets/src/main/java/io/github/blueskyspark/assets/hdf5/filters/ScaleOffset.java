package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;
import java.util.List;

/**
 * Scale-offset (filter 6): the difference to the least value, in as few bits as the chunk needs.
 */
final class ScaleOffset implements Filter {
  private static final int HEAD = 21;
  private static final int PARAMETERS = 8;

  private final List<Integer> values;

  /**
   * The filter with its client data.
   *
   * @param values scale type and factor, elements, class, size, sign, order, whether there is a
   *     fill value, the fill value
   */
  ScaleOffset(List<Integer> values) {
    this.values = values;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    if (values.size() < PARAMETERS) {
      throw new DamagedChunkException("scale-offset has " + values.size() + " parameters");
    }
    int elementSize = values.get(4);
    long bytes = Math.multiplyExact((long) values.get(2), (long) elementSize);
    if (in.length() < HEAD || bytes < 0 || bytes > most || elementSize < 1 || elementSize > 8) {
      throw new DamagedChunkException("scale-offset declares " + bytes + " bytes");
    }
    byte[] source = in.bytes();
    int minBits = Numbers.little32(source, 0);
    long least = Numbers.unsigned(source, 5, Math.min(8, source[4] & 0xFF), false);
    byte[] target = out.resize(bytes);
    if (minBits == 8 * elementSize) {
      if (in.length() - HEAD < bytes) {
        throw new DamagedChunkException("a scale-offset chunk ends too early");
      }
      System.arraycopy(source, HEAD, target, 0, (int) bytes);
      swapToStored(target, (int) bytes, elementSize);
      return out;
    }
    if (minBits < 0 || minBits > 8 * elementSize) {
      throw new DamagedChunkException("scale-offset numbers of " + minBits + " bits");
    }
    BitReader bits = new BitReader(source, HEAD, in.length());
    boolean bigEndian = values.get(6) == 1;
    boolean hasFill = values.get(7) != 0 && values.size() > PARAMETERS;
    long marker = minBits == 0 ? 0 : -1L >>> (64 - minBits);
    long fill = hasFill ? fill(elementSize) : 0;
    for (int at = 0; at < bytes; at += elementSize) {
      long packed = bits.bits(minBits);
      boolean isFill = hasFill && minBits > 0 && packed == marker;
      long value = isFill ? fill : restored(packed, least, elementSize);
      Numbers.put(target, at, elementSize, bigEndian, value);
    }
    return out;
  }

  // Full precision is stored as the writing machine had it: little endian.
  private void swapToStored(byte[] target, int bytes, int size) {
    if (values.get(6) != 1) {
      return;
    }
    for (int at = 0; at < bytes; at += size) {
      Numbers.put(target, at, size, true, Numbers.unsigned(target, at, size, false));
    }
  }

  private long fill(int size) {
    long low = values.get(PARAMETERS) & 0xFFFFFFFFL;
    long high = size > 4 && values.size() > PARAMETERS + 1 ? values.get(PARAMETERS + 1) : 0;
    return high << 32 | low;
  }

  private long restored(long packed, long least, int size) throws DamagedChunkException {
    if (values.get(3) == 0) {
      return packed + least;
    }
    int digits = values.get(1);
    if (values.get(0) != 0) {
      throw new DamagedChunkException("scale-offset with a variable minimum-bits method");
    }
    if (size == 4) {
      float scaled = (float) (int) packed / (float) Math.pow(10, digits);
      return Float.floatToRawIntBits(scaled + Float.intBitsToFloat((int) least)) & 0xFFFFFFFFL;
    }
    if (size == 8) {
      double scaled = (double) packed / Math.pow(10, digits);
      return Double.doubleToRawLongBits(scaled + Double.longBitsToDouble(least));
    }
    throw new DamagedChunkException("scale-offset of floats of " + size + " bytes");
  }
}
