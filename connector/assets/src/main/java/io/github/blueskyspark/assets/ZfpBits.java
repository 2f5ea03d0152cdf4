package io.github.blueskyspark.assets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads bits of a ZFP stream, least significant bit of a byte first. Behind the end are zeros. */
final class ZfpBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bits that one look at the stream gives at least. */
  private static final int LOOK = 57;

  private final byte[] bytes;
  private final int from;
  private final int end;
  private long at;

  ZfpBits(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.from = from;
    this.end = end;
  }

  /** Whether more bits were read than there are. */
  boolean isBeyond() {
    return at > 8L * (end - from);
  }

  /** Bits read so far. */
  long position() {
    return at;
  }

  // At least 57 bits from the position on.
  private long look() {
    long next = from + (at >>> 3);
    long word;
    if (next <= end - 8) {
      word = (long) LONG.get(bytes, (int) next);
    } else {
      word = 0;
      for (int i = 0; i < 8 && next + i < end; i++) {
        word |= (bytes[(int) next + i] & 0xFFL) << (8 * i);
      }
    }
    return word >>> (at & 7);
  }

  boolean bit() {
    boolean isOne = (look() & 1) != 0;
    at++;
    return isOne;
  }

  /** An unsigned number of 0 to 57 bits. */
  long bits(int n) {
    long value = look() & ((1L << n) - 1);
    at += n;
    return value;
  }

  /**
   * Zeros before the next one, which is read too.
   *
   * @param most bits to read at most
   * @return {@code most} when there is no one among them
   */
  int zeros(int most) {
    int count = 0;
    while (count < most) {
      int zeros = Math.min(Long.numberOfTrailingZeros(look()), LOOK);
      int left = most - count;
      if (zeros >= left) {
        at += left;
        return most;
      }
      count += zeros;
      if (zeros < LOOK) {
        at += zeros + 1L;
        return count;
      }
      at += LOOK;
    }
    return most;
  }

  void skip(long n) {
    at += n;
  }
}
