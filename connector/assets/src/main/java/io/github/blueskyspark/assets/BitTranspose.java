package io.github.blueskyspark.assets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes bitshuffle: from rows that hold one bit of every element to elements.
 *
 * <p>Works on longs: eight rows of eight bytes at once are one byte of 64 elements. Rows that are
 * all zero, as the high bytes of counting detectors are, are skipped. Not thread safe.
 */
public final class BitTranspose {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NIBBLES = 0x0F0F0F0F0F0F0F0FL;
  private static final long PAIRS = 0x3333333333333333L;
  private static final long ODD = 0x5555555555555555L;
  private static final long WORDS = 0xFFFFFFFFL;
  private static final long SHORTS = 0x0000FFFF0000FFFFL;
  private static final long BYTES = 0x00FF00FF00FF00FFL;
  private static final long HIGHS = 0xFF00FF00FF00FF00L;

  private final long[] rows = new long[8];
  private byte[] planes = new byte[0];

  /**
   * Undoes one block.
   *
   * @param n elements, a multiple of 8
   * @param size bytes an element
   */
  public void undo(byte[] in, int from, byte[] out, int to, int n, int size) {
    if (size == 1) {
      plane(in, from, out, to, n);
      return;
    }
    if (size == 2 && n % 64 == 0) {
      pairs(in, from, out, to, n);
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
  private void plane(byte[] in, int from, byte[] out, int to, int n) {
    int row = n / 8;
    long[] r = rows;
    int g = 0;
    for (; g + 8 <= row; g += 8) {
      if (bits(in, from + g, row, r)) {
        bytes(r);
      }
      for (int i = 0; i < 8; i++) {
        LONGS.set(out, to + 8 * (g + i), r[i]);
      }
    }
    for (; g < row; g++) {
      long x = 0;
      for (int k = 0; k < 8; k++) {
        x |= (in[from + k * row + g] & 0xFFL) << (8 * k);
      }
      LONGS.set(out, to + 8 * g, transposed(x));
    }
  }

  // Both bytes of 16-bit numbers straight to their places, 64 numbers at a time.
  private static void pairs(byte[] in, int from, byte[] out, int to, int n) {
    int row = n / 8;
    for (int g = 0; g < row; g += 8) {
      half(in, from + g, row, out, to + 16 * g, false);
      if (anyBit(in, from + n + g, row)) {
        half(in, from + n + g, row, out, to + 16 * g, true);
      }
    }
  }

  private static boolean anyBit(byte[] in, int at, int row) {
    long any = 0;
    for (int k = 0; k < 8; k++) {
      any |= (long) LONGS.get(in, at + k * row);
    }
    return any != 0;
  }

  // One byte of 64 16-bit numbers: the low one is written, the high one added to it. The same steps
  // as in bits, without an array in between.
  private static void half(byte[] in, int at, int row, byte[] out, int to, boolean high) {
    long a = (long) LONGS.get(in, at);
    long b = (long) LONGS.get(in, at + row);
    long c = (long) LONGS.get(in, at + 2 * row);
    long d = (long) LONGS.get(in, at + 3 * row);
    long e = (long) LONGS.get(in, at + 4 * row);
    long f = (long) LONGS.get(in, at + 5 * row);
    long g = (long) LONGS.get(in, at + 6 * row);
    long h = (long) LONGS.get(in, at + 7 * row);
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
    quarter(a, b, c, d, out, to, high);
    quarter(e, f, g, h, out, to + 8, high);
  }

  // Four of the eight rows, each now four bits of two elements, to four of eight elements.
  private static void quarter(
      long first, long second, long third, long fourth, byte[] out, int to, boolean high) {
    long a = first;
    long b = second;
    long c = third;
    long d = fourth;
    long t = (a >>> 2 ^ c) & PAIRS;
    c ^= t;
    a ^= t << 2;
    t = (b >>> 2 ^ d) & PAIRS;
    d ^= t;
    b ^= t << 2;
    t = (a >>> 1 ^ b) & ODD;
    b ^= t;
    a ^= t << 1;
    t = (c >>> 1 ^ d) & ODD;
    d ^= t;
    c ^= t << 1;
    if (high) {
      lanes(a << 8 & HIGHS, b << 8 & HIGHS, c << 8 & HIGHS, d << 8 & HIGHS, out, to, true);
      lanes(a & HIGHS, b & HIGHS, c & HIGHS, d & HIGHS, out, to + 16, true);
    } else {
      lanes(a & BYTES, b & BYTES, c & BYTES, d & BYTES, out, to, false);
      lanes(
          a >>> 8 & BYTES, b >>> 8 & BYTES, c >>> 8 & BYTES, d >>> 8 & BYTES, out, to + 16, false);
    }
  }

  // Lane j of four rows of 16-bit lanes becomes the j-th group of four numbers, 32 bytes apart.
  private static void lanes(
      long first, long second, long third, long fourth, byte[] out, int to, boolean add) {
    long t = (first >>> 32 ^ third) & WORDS;
    long c = third ^ t;
    long a = first ^ t << 32;
    t = (second >>> 32 ^ fourth) & WORDS;
    long d = fourth ^ t;
    long b = second ^ t << 32;
    t = (a >>> 16 ^ b) & SHORTS;
    b ^= t;
    a ^= t << 16;
    t = (c >>> 16 ^ d) & SHORTS;
    d ^= t;
    c ^= t << 16;
    if (add) {
      a |= (long) LONGS.get(out, to);
      b |= (long) LONGS.get(out, to + 32);
      c |= (long) LONGS.get(out, to + 64);
      d |= (long) LONGS.get(out, to + 96);
    }
    LONGS.set(out, to, a);
    LONGS.set(out, to + 32, b);
    LONGS.set(out, to + 64, c);
    LONGS.set(out, to + 96, d);
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

  // Reads eight rows and swaps bits between them: afterwards byte j of row i is element 8 j + i.
  // False when all are zero.
  private static boolean bits(byte[] in, int at, int row, long[] r) {
    long a = (long) LONGS.get(in, at);
    long b = (long) LONGS.get(in, at + row);
    long c = (long) LONGS.get(in, at + 2 * row);
    long d = (long) LONGS.get(in, at + 3 * row);
    long e = (long) LONGS.get(in, at + 4 * row);
    long f = (long) LONGS.get(in, at + 5 * row);
    long g = (long) LONGS.get(in, at + 6 * row);
    long h = (long) LONGS.get(in, at + 7 * row);
    boolean any = (a | b | c | d | e | f | g | h) != 0;
    if (any) {
      long t;
      t = (a >>> 4 ^ e) & NIBBLES;
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
    }
    r[0] = a;
    r[1] = b;
    r[2] = c;
    r[3] = d;
    r[4] = e;
    r[5] = f;
    r[6] = g;
    r[7] = h;
    return any;
  }

  // Swaps bytes between the rows: byte j of row i becomes byte i of row j.
  public static void bytes(long[] r) {
    long a = r[0];
    long b = r[1];
    long c = r[2];
    long d = r[3];
    long e = r[4];
    long f = r[5];
    long g = r[6];
    long h = r[7];
    long t;
    t = (a >>> 32 ^ e) & WORDS;
    e ^= t;
    a ^= t << 32;
    t = (b >>> 32 ^ f) & WORDS;
    f ^= t;
    b ^= t << 32;
    t = (c >>> 32 ^ g) & WORDS;
    g ^= t;
    c ^= t << 32;
    t = (d >>> 32 ^ h) & WORDS;
    h ^= t;
    d ^= t << 32;
    t = (a >>> 16 ^ c) & SHORTS;
    c ^= t;
    a ^= t << 16;
    t = (b >>> 16 ^ d) & SHORTS;
    d ^= t;
    b ^= t << 16;
    t = (e >>> 16 ^ g) & SHORTS;
    g ^= t;
    e ^= t << 16;
    t = (f >>> 16 ^ h) & SHORTS;
    h ^= t;
    f ^= t << 16;
    t = (a >>> 8 ^ b) & BYTES;
    b ^= t;
    a ^= t << 8;
    t = (c >>> 8 ^ d) & BYTES;
    d ^= t;
    c ^= t << 8;
    t = (e >>> 8 ^ f) & BYTES;
    f ^= t;
    e ^= t << 8;
    t = (g >>> 8 ^ h) & BYTES;
    h ^= t;
    g ^= t << 8;
    r[0] = a;
    r[1] = b;
    r[2] = c;
    r[3] = d;
    r[4] = e;
    r[5] = f;
    r[6] = g;
    r[7] = h;
  }
}
