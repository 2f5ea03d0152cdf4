package io.github.blueskyspark.arrays;

import io.github.blueskyspark.arrays.DType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Integers and booleans. Elements are read as unsigned numbers; signed ones with their sign bit
 * turned over, which keeps their order and adds 2^(bits-1) to each, taken off again at the end.
 * Sums are made of several elements at once, in lanes of a long.
 */
final class IntegerTally implements FrameStatistics.Tally {
  private static final int BLOCK = 1024;
  private static final long BYTES = 0x00FF00FF00FF00FFL;
  private static final long SHORTS = 0x0000FFFF0000FFFFL;
  private static final long INTS = 0xFFFFFFFFL;

  private final int bits;
  private final boolean isBool;
  private final boolean isSigned;
  private final boolean all;

  /** Sign bit in every lane of a long, for signed dtypes; else 0. */
  private final long flip;

  private final long[] block = new long[BLOCK];
  private final int[] ints = new int[2 * BLOCK];
  private long count;

  /** Sum of the unsigned elements: {@code high * 2^32 + low}. */
  private long low;

  private long high;

  /**
   * Extremes of the unsigned elements; of 64-bit ones with the sign bit turned over, so that they
   * compare as longs.
   */
  private long least = Long.MAX_VALUE;

  private long most = Long.MIN_VALUE;

  IntegerTally(DType dtype, boolean all) {
    this.bits = 8 * dtype.itemSize();
    this.isBool = dtype.kind() == Kind.BOOL;
    this.isSigned = dtype.kind() == Kind.SIGNED;
    this.all = all;
    long lane = 1L << (bits - 1);
    long lanes = lane;
    for (int at = bits; at < 64; at += bits) {
      lanes |= lane << at;
    }
    this.flip = isSigned ? lanes : 0;
  }

  @Override
  public void add(ByteBuffer data) {
    int size = bits / 8;
    count += data.remaining() / size;
    if (isBool) {
      bools(data);
      return;
    }
    var longs = data.asLongBuffer();
    while (longs.hasRemaining()) {
      int n = Math.min(BLOCK, longs.remaining());
      longs.get(block, 0, n);
      turn(n);
      sums(n);
      if (all) {
        extremes(n);
      }
    }
    for (int at = data.limit() & ~7; at < data.limit(); at += size) {
      single(element(data, at) ^ (flip & mask()));
    }
    high += low >>> 32;
    low &= INTS;
  }

  private void turn(int n) {
    if (isSigned) {
      for (int i = 0; i < n; i++) {
        block[i] ^= flip;
      }
    }
  }

  private long mask() {
    return bits == 64 ? -1L : (1L << bits) - 1;
  }

  private long element(ByteBuffer data, int at) {
    return switch (bits) {
      case 8 -> data.get(at) & 0xFFL;
      case 16 -> data.getShort(at) & 0xFFFFL;
      default -> data.getInt(at) & INTS;
    };
  }

  private void single(long unsigned) {
    low += unsigned;
    least = Math.min(least, unsigned);
    most = Math.max(most, unsigned);
  }

  private void bools(ByteBuffer data) {
    for (int at = 0; at < data.limit(); at++) {
      single(data.get(at) == 0 ? 0 : 1);
    }
  }

  private void sums(int n) {
    switch (bits) {
      case 8 -> sums8(n);
      case 16 -> sums16(n);
      default -> sums32(n);
    }
  }

  /** 128 longs add at most 128 * 2 * 255 to a lane of 16 bits. */
  private void sums8(int n) {
    for (int from = 0; from < n; from += 128) {
      long lanes = 0;
      int to = Math.min(n, from + 128);
      for (int i = from; i < to; i++) {
        long x = block[i];
        lanes += (x & BYTES) + ((x >>> 8) & BYTES);
      }
      long pairs = (lanes & SHORTS) + ((lanes >>> 16) & SHORTS);
      low += (pairs & INTS) + (pairs >>> 32);
    }
  }

  /** 1024 longs add at most 1024 * 2 * 65535 to a lane of 32 bits. */
  private void sums16(int n) {
    long lanes = 0;
    for (int i = 0; i < n; i++) {
      long x = block[i];
      lanes += (x & SHORTS) + ((x >>> 16) & SHORTS);
    }
    low += (lanes & INTS) + (lanes >>> 32);
  }

  /** Halves of 64-bit elements, or two elements of 32 bits; 2^29 of them stay below 2^63. */
  private void sums32(int n) {
    long lower = 0;
    long upper = 0;
    for (int i = 0; i < n; i++) {
      long x = block[i];
      lower += x & INTS;
      upper += x >>> 32;
    }
    if (bits == 64) {
      low += lower;
      high += upper;
    } else {
      low += lower + upper;
    }
  }

  private void extremes(int n) {
    switch (bits) {
      case 8 -> extremes8(n);
      case 16 -> extremes16(n);
      case 32 -> extremes32(n);
      default -> extremes64(n);
    }
  }

  private void extremes8(int n) {
    int lo = 255;
    int hi = 0;
    for (int i = 0; i < n; i++) {
      long x = block[i];
      for (int shift = 0; shift < 64; shift += 8) {
        int v = (int) (x >>> shift) & 0xFF;
        lo = Math.min(lo, v);
        hi = Math.max(hi, v);
      }
    }
    least = Math.min(least, lo);
    most = Math.max(most, hi);
  }

  private void extremes16(int n) {
    int lo = 65535;
    int hi = 0;
    for (int i = 0; i < n; i++) {
      long x = block[i];
      for (int shift = 0; shift < 64; shift += 16) {
        int v = (int) (x >>> shift) & 0xFFFF;
        lo = Math.min(lo, v);
        hi = Math.max(hi, v);
      }
    }
    least = Math.min(least, lo);
    most = Math.max(most, hi);
  }

  /**
   * Elements of 32 bits as ints with the sign bit turned over, so that they compare as ints and the
   * loop becomes vector code.
   */
  private void extremes32(int n) {
    for (int i = 0; i < n; i++) {
      ints[i] = (int) block[i] ^ Integer.MIN_VALUE;
      ints[BLOCK + i] = (int) (block[i] >>> 32) ^ Integer.MIN_VALUE;
    }
    Arrays.fill(ints, n, BLOCK, ints[0]);
    Arrays.fill(ints, BLOCK + n, 2 * BLOCK, ints[0]);
    int lo = Integer.MAX_VALUE;
    int hi = Integer.MIN_VALUE;
    for (int v : ints) {
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }
    least = Math.min(least, (lo ^ Integer.MIN_VALUE) & INTS);
    most = Math.max(most, (hi ^ Integer.MIN_VALUE) & INTS);
  }

  private void extremes64(int n) {
    long lo = least;
    long hi = most;
    for (int i = 0; i < n; i++) {
      long x = block[i] ^ Long.MIN_VALUE;
      lo = Math.min(lo, x);
      hi = Math.max(hi, x);
    }
    least = lo;
    most = hi;
  }

  /** The exact sum. */
  BigInteger exact() {
    BigInteger unsigned = BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    return isSigned ? unsigned.subtract(BigInteger.valueOf(count).shiftLeft(bits - 1)) : unsigned;
  }

  private double value(long extreme) {
    if (!all || count == 0) {
      return Double.NaN;
    }
    if (bits == 64) {
      long turned = extreme ^ Long.MIN_VALUE;
      return isSigned
          ? (double) extreme
          : new BigInteger(Long.toUnsignedString(turned)).doubleValue();
    }
    return isSigned ? extreme - (1L << (bits - 1)) : extreme;
  }

  @Override
  public double min() {
    return value(least);
  }

  @Override
  public double max() {
    return value(most);
  }

  @Override
  public double sum() {
    return exact().doubleValue();
  }

  @Override
  public double mean(long n) {
    return n == 0
        ? Double.NaN
        : new BigDecimal(exact()).divide(BigDecimal.valueOf(n), new MathContext(40)).doubleValue();
  }
}
