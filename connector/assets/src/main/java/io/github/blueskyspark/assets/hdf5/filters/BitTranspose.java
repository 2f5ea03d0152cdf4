package io.github.blueskyspark.assets.hdf5.filters;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes bitshuffle: from rows that hold one bit of every element to elements.
 *
 * <p>Works on longs: eight rows of eight bytes at once are 64 elements' worth of one byte. Rows
 * that are all zero, as the high bytes of counting detectors are, are skipped.
 */
final class BitTranspose {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NIBBLES = 0x0F0F0F0F0F0F0F0FL;
  private static final long PAIRS = 0x3333333333333333L;
  private static final long ODD = 0x5555555555555555L;

  private byte[] planes = new byte[0];

  /**
   * Undoes one block.
   *
   * @param n elements, a multiple of 8
   * @param size bytes an element
   */
  void undo(byte[] in, int from, byte[] out, int to, int n, int size) {
    if (size == 1) {
      plane(in, from, out, to, n);
      return;
    }
    if (planes.length < n * size) {
      planes = new byte[n * size];
    }
    for (int b = 0; b < size; b++) {
      plane(in, from + b * n, planes, b * n, n);
    }
    Shuffle.unshuffle(planes, 0, out, to, n, size);
  }

  // Eight rows of n/8 bytes become n bytes.
  private static void plane(byte[] in, int from, byte[] out, int to, int n) {
    int row = n / 8;
    int g = 0;
    for (; g + 8 <= row; g += 8) {
      eight(in, from + g, row, out, to + 8 * g);
    }
    for (; g < row; g++) {
      long x = 0;
      for (int k = 0; k < 8; k++) {
        x |= (in[from + k * row + g] & 0xFFL) << (8 * k);
      }
      LONGS.set(out, to + 8 * g, transposed(x));
    }
  }

  // An 8 x 8 matrix of bits in a long: bit i of byte k becomes bit k of byte i.
  private static long transposed(long x) {
    long t = (x ^ (x >>> 7)) & 0x00AA00AA00AA00AAL;
    long y = x ^ t ^ (t << 7);
    t = (y ^ (y >>> 14)) & 0x0000CCCC0000CCCCL;
    y = y ^ t ^ (t << 14);
    t = (y ^ (y >>> 28)) & 0x00000000F0F0F0F0L;
    return y ^ t ^ (t << 28);
  }

  private static void eight(byte[] in, int at, int row, byte[] out, int to) {
    long a = (long) LONGS.get(in, at);
    long b = (long) LONGS.get(in, at + row);
    long c = (long) LONGS.get(in, at + 2 * row);
    long d = (long) LONGS.get(in, at + 3 * row);
    long e = (long) LONGS.get(in, at + 4 * row);
    long f = (long) LONGS.get(in, at + 5 * row);
    long g = (long) LONGS.get(in, at + 6 * row);
    long h = (long) LONGS.get(in, at + 7 * row);
    if ((a | b | c | d | e | f | g | h) == 0) {
      for (int i = 0; i < 64; i += 8) {
        LONGS.set(out, to + i, 0L);
      }
      return;
    }
    // Bits between the rows: afterwards byte j of row i is element 8 j + i.
    long t = (a >>> 4 ^ e) & NIBBLES;
    e ^= t;
    a ^= t << 4;
    t = (b >>> 4 ^ f) & NIBBLES;
    f ^= t;
    b ^= t << 4;
    t = (c >>> 4 ^ g) & NIBBLES;
    g ^= t;
    c ^= t << 4;
    t = (d >>> 4 ^ h) & NIBBLES;
    h ^= t;
    d ^= t << 4;
    t = (a >>> 2 ^ c) & PAIRS;
    c ^= t;
    a ^= t << 2;
    t = (b >>> 2 ^ d) & PAIRS;
    d ^= t;
    b ^= t << 2;
    t = (e >>> 2 ^ g) & PAIRS;
    g ^= t;
    e ^= t << 2;
    t = (f >>> 2 ^ h) & PAIRS;
    h ^= t;
    f ^= t << 2;
    t = (a >>> 1 ^ b) & ODD;
    b ^= t;
    a ^= t << 1;
    t = (c >>> 1 ^ d) & ODD;
    d ^= t;
    c ^= t << 1;
    t = (e >>> 1 ^ f) & ODD;
    f ^= t;
    e ^= t << 1;
    t = (g >>> 1 ^ h) & ODD;
    h ^= t;
    g ^= t << 1;
    bytes(a, b, c, d, new long[] {e, f, g, h}, out, to);
  }

  private static long low(long x, long y) {
    return spread(x) | spread(y) << 8;
  }

  private static long spread(long x) {
    long y = ((x & 0xFFFFFFFFL) | x << 16) & 0x0000FFFF0000FFFFL;
    return (y | y << 8) & 0x00FF00FF00FF00FFL;
  }

  // Bytes between the rows: byte j of row i goes to place 8 j + i.
  private static void bytes(long a, long b, long c, long d, long[] rest, byte[] out, int to) {
    half(a, b, c, d, rest, out, to);
    half(
        a >>> 32,
        b >>> 32,
        c >>> 32,
        d >>> 32,
        new long[] {rest[0] >>> 32, rest[1] >>> 32, rest[2] >>> 32, rest[3] >>> 32},
        out,
        to + 32);
  }

  private static void half(long a, long b, long c, long d, long[] rest, byte[] out, int to) {
    long ab = low(a, b);
    long cd = low(c, d);
    long ef = low(rest[0], rest[1]);
    long gh = low(rest[2], rest[3]);
    for (int j = 0; j < 4; j++) {
      int shift = 16 * j;
      long value =
          (ab >>> shift & 0xFFFF)
              | (cd >>> shift & 0xFFFF) << 16
              | (ef >>> shift & 0xFFFF) << 32
              | (gh >>> shift & 0xFFFF) << 48;
      LONGS.set(out, to + 8 * j, value);
    }
  }
}
