package io.github.blueskyspark.assets.tiff;

import java.nio.ByteBuffer;

/** The LZW of TIFF: codes of 9 to 12 bits, most significant first, or old files' reversed ones. */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MOST = 4096;

  private final ByteBuffer from;
  private final boolean isOld;
  private final int[] prefix = new int[MOST];
  private final byte[] last = new byte[MOST];
  private final int[] length = new int[MOST];
  private int next;
  private int width;
  private long bit;

  private Lzw(ByteBuffer from) {
    this.from = from;
    this.isOld = from.remaining() > 1 && from.get(0) == 0 && (from.get(1) & 1) == 1;
    for (int i = 0; i < CLEAR; i++) {
      last[i] = (byte) i;
      length[i] = 1;
    }
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
    return new Lzw(from.slice()).run(to);
  }

  private int run(byte[] to) {
    int at = 0;
    int before = -1;
    while (at < to.length) {
      int code = code();
      if (code == END) {
        break;
      }
      if (code == CLEAR) {
        clear();
        before = -1;
        continue;
      }
      if (code > next || (code == next && before < 0)) {
        throw new IllegalArgumentException("LZW code " + code + " of " + next);
      }
      at = before < 0 ? first(code, to, at) : string(code, before, to, at);
      before = code;
    }
    return at;
  }

  private static int first(int code, byte[] to, int at) {
    if (code >= CLEAR) {
      throw new IllegalArgumentException("LZW code " + code + " at the beginning");
    }
    to[at] = (byte) code;
    return at + 1;
  }

  /** Writes the string of a code, and learns the one before with its first byte. */
  private int string(int code, int before, byte[] to, int at) {
    boolean isNew = code == next;
    int known = isNew ? before : code;
    byte head = put(known, to, at);
    int end = (int) Math.min(to.length, (long) at + length[known]);
    if (isNew && end < to.length) {
      to[end] = head;
      end++;
    }
    if (next < MOST) {
      prefix[next] = before;
      last[next] = head;
      length[next] = length[before] + 1;
      next++;
      int early = isOld ? 0 : 1;
      if (next + early >= (1 << width) && width < 12) {
        width++;
      }
    }
    return end;
  }

  /** Writes what fits of a string, from its end; the first byte comes back. */
  private byte put(int code, byte[] to, int at) {
    int c = code;
    for (int i = at + length[code] - 1; i > at; i--) {
      if (i < to.length) {
        to[i] = last[c];
      }
      c = prefix[c];
    }
    to[at] = last[c];
    return last[c];
  }

  private int code() {
    if (bit + width > 8L * from.remaining()) {
      return END;
    }
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int place = (int) (bit >> 3) + i;
      int one = place < from.remaining() ? from.get(place) & 0xFF : 0;
      value |= isOld ? one << (8 * i) : one << (16 - 8 * i);
    }
    int inside = (int) (bit & 7);
    bit += width;
    int mask = (1 << width) - 1;
    return (isOld ? value >> inside : value >> (24 - inside - width)) & mask;
  }
}
