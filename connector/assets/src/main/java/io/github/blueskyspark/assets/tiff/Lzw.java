package io.github.blueskyspark.assets.tiff;

import java.nio.ByteBuffer;

/**
 * The LZW of TIFF: codes of 9 to 12 bits, most significant first, or old files' reversed ones.
 *
 * <p>What a code stands for is always a piece of what was written before, so that a code is a place
 * and a length.
 */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MOST = 4096;

  private final byte[] from;
  private final boolean isOld;
  private final int[] place = new int[MOST];
  private final int[] length = new int[MOST];
  private int next;
  private int width;
  private int read;
  private long held;
  private int bits;

  private Lzw(byte[] from) {
    this.from = from;
    this.isOld = from.length > 1 && from[0] == 0 && (from[1] & 1) == 1;
    clear();
  }

  private void clear() {
    next = END + 1;
    width = 9;
  }

  /**
   * Fills an array.
   *
   * @return bytes that came; fewer than there is room where the data ends before
   * @throws IllegalArgumentException when a code means nothing
   */
  static int decode(ByteBuffer from, byte[] to) {
    // a byte takes 12 bits at the most, and some codes begin anew
    long most = 2L * to.length + 1024;
    byte[] bytes = new byte[(int) Math.min(from.remaining(), most)];
    from.get(from.position(), bytes);
    return new Lzw(bytes).run(to);
  }

  private int run(byte[] to) {
    int at = 0;
    int start = -1; // of the string before, which the next code repeats with one byte more
    while (at < to.length) {
      int code = code();
      if (code == END) {
        break;
      }
      if (code == CLEAR) {
        clear();
        start = -1;
        continue;
      }
      if (start >= 0) {
        learn(start, at);
      }
      if (code >= next) {
        throw new IllegalArgumentException("LZW code " + code + " of " + next);
      }
      start = at;
      at = write(code, to, at);
    }
    return at;
  }

  /** A new code: what was written from {@code start} on, and the byte that follows. */
  private void learn(int start, int at) {
    if (next < MOST) {
      place[next] = start;
      length[next] = at - start + 1;
      next++;
      int early = isOld ? 0 : 1;
      if (next + early >= (1 << width) && width < 12) {
        width++;
      }
    }
  }

  private int write(int code, byte[] to, int at) {
    if (code < CLEAR) {
      to[at] = (byte) code;
      return at + 1;
    }
    int n = Math.min(length[code], to.length - at);
    int source = place[code];
    int ready = Math.min(n, at - source); // the last byte of a new code is its own first
    if (n < 16) {
      for (int i = 0; i < n; i++) {
        to[at + i] = to[source + i];
      }
    } else {
      System.arraycopy(to, source, to, at, ready);
      for (int i = ready; i < n; i++) {
        to[at + i] = to[source + i];
      }
    }
    return at + n;
  }

  private int code() {
    while (bits < width) {
      if (read == from.length) {
        return END;
      }
      long one = from[read] & 0xFF;
      held = isOld ? held | (one << bits) : (held << 8) | one;
      read++;
      bits += 8;
    }
    bits -= width;
    int mask = (1 << width) - 1;
    if (isOld) {
      int value = (int) held & mask;
      held >>>= width;
      return value;
    }
    return (int) (held >>> bits) & mask;
  }
}
