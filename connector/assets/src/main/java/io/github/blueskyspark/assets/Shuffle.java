package io.github.blueskyspark.assets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Byte shuffle (filter 2): all first bytes of the elements, then all second ones, and so on. */
public final class Shuffle implements Filter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long WORD = 0xFFFFFFFFL;

  private final int elementSize;

  public Shuffle(int elementSize) {
    this.elementSize = elementSize;
  }

  @Override
  public int added() {
    return 0;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) {
    int length = in.length();
    int n = elementSize <= 1 ? 0 : length / elementSize;
    if (n <= 1) {
      return in;
    }
    byte[] target = out.resize(length);
    unshuffle(in.bytes(), 0, target, 0, n, elementSize);
    int done = n * elementSize;
    System.arraycopy(in.bytes(), done, target, done, length - done);
    return out;
  }

  /** Undoes the shuffle of {@code n} elements. */
  public static void unshuffle(byte[] in, int from, byte[] out, int to, int n, int size) {
    switch (size) {
      case 2 -> two(in, from, out, to, n);
      case 4 -> four(in, from, out, to, n);
      case 8 -> eight(in, from, out, to, n);
      default -> {
        for (int b = 0; b < size; b++) {
          int at = from + b * n;
          for (int i = 0, o = to + b; i < n; i++, o += size) {
            out[o] = in[at + i];
          }
        }
      }
    }
  }

  // Bytes 0 to 3 of x at every second byte of the result.
  private static long spread(long x) {
    long y = (x | x << 16) & 0x0000FFFF0000FFFFL;
    return (y | y << 8) & 0x00FF00FF00FF00FFL;
  }

  // The high bytes of what a counting detector sees are mostly zero.
  private static void two(byte[] in, int from, byte[] out, int to, int n) {
    int whole = n & ~7;
    for (int i = 0; i < whole; i += 8) {
      long low = (long) LONGS.get(in, from + i);
      long high = (long) LONGS.get(in, from + n + i);
      long first = spread(low & WORD);
      long second = spread(low >>> 32);
      if (high != 0) {
        first |= spread(high & WORD) << 8;
        second |= spread(high >>> 32) << 8;
      }
      LONGS.set(out, to + 2 * i, first);
      LONGS.set(out, to + 2 * i + 8, second);
    }
    for (int i = whole; i < n; i++) {
      out[to + 2 * i] = in[from + i];
      out[to + 2 * i + 1] = in[from + n + i];
    }
  }

  private static void four(byte[] in, int from, byte[] out, int to, int n) {
    int whole = n & ~3;
    for (int i = 0; i < whole; i += 4) {
      long a = spread((int) INTS.get(in, from + i) & 0xFFFFFFFFL);
      long b = spread((int) INTS.get(in, from + n + i) & 0xFFFFFFFFL);
      long c = spread((int) INTS.get(in, from + 2 * n + i) & 0xFFFFFFFFL);
      long d = spread((int) INTS.get(in, from + 3 * n + i) & 0xFFFFFFFFL);
      long low = a | b << 8;
      long high = c | d << 8;
      LONGS.set(out, to + 4 * i, pairs(low, high));
      LONGS.set(out, to + 4 * i + 8, pairs(low >>> 32, high >>> 32));
    }
    for (int i = whole; i < n; i++) {
      for (int b = 0; b < 4; b++) {
        out[to + 4 * i + b] = in[from + b * n + i];
      }
    }
  }

  // The two low 16-bit words of each, taken in turns.
  private static long pairs(long low, long high) {
    return (low & 0xFFFF)
        | (high & 0xFFFF) << 16
        | (low & 0xFFFF0000L) << 16
        | (high & 0xFFFF0000L) << 32;
  }

  private static void eight(byte[] in, int from, byte[] out, int to, int n) {
    int whole = n & ~7;
    long[] rows = new long[8];
    for (int i = 0; i < whole; i += 8) {
      for (int b = 0; b < 8; b++) {
        rows[b] = (long) LONGS.get(in, from + b * n + i);
      }
      BitTranspose.bytes(rows);
      for (int j = 0; j < 8; j++) {
        LONGS.set(out, to + 8 * (i + j), rows[j]);
      }
    }
    for (int i = whole; i < n; i++) {
      for (int b = 0; b < 8; b++) {
        out[to + 8 * i + b] = in[from + b * n + i];
      }
    }
  }
}
