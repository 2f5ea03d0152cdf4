package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.DamagedChunkException;

/** Reads numbers of any number of bits, most significant bit first. */
final class BitReader {
  private final byte[] bytes;
  private final int end;
  private int next;
  private long window;
  private int held;

  BitReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.next = from;
    this.end = end;
  }

  /** An unsigned number of 0 to 64 bits. */
  long bits(int n) throws DamagedChunkException {
    if (n > 32) {
      long high = bits(n - 32);
      return high << 32 | bits(32);
    }
    if (n == 0) {
      return 0;
    }
    fill(n);
    held -= n;
    return window >>> held & (-1L >>> (64 - n));
  }

  private void fill(int n) throws DamagedChunkException {
    while (held < n) {
      if (next >= end) {
        throw new DamagedChunkException("the packed bits end too early");
      }
      window = window << 8 | (bytes[next++] & 0xFF);
      held += 8;
    }
  }

  /** Number of 0 bits before the next 1 bit, which is read too. */
  int zeros() throws DamagedChunkException {
    int count = 0;
    while (true) {
      if (held == 0) {
        fill(8);
      }
      long rest = window & (-1L >>> (64 - held));
      if (rest != 0) {
        int leading = held - (64 - Long.numberOfLeadingZeros(rest));
        held -= leading + 1;
        return count + leading;
      }
      count += held;
      held = 0;
    }
  }
}
