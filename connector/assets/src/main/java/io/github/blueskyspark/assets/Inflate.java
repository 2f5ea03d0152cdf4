package io.github.blueskyspark.assets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes zlib streams that are sound, about twice as fast as {@link java.util.zip.Inflater}: whole
 * arrays instead of a stream, 64 bits at a time, up to two literals and a match a look-up.
 *
 * <p>It never says what is wrong with a stream. Whatever is not exactly as it should be, the
 * checksum included, gives {@link #UNSURE}, and the caller asks {@code java.util.zip}. Plain Java:
 * no hostile stream can lead it outside its arrays. Not thread safe.
 */
final class Inflate {
  /** Ask {@code java.util.zip}. */
  static final int UNSURE = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LITERAL_BITS = 10;
  private static final int DISTANCE_BITS = 8;
  private static final int LITERAL_MASK = (1 << LITERAL_BITS) - 1;
  private static final int DISTANCE_MASK = (1 << DISTANCE_BITS) - 1;

  /**
   * Bytes that one turn of the fast loop writes at most: eight literals, a match, what overlaps.
   */
  private static final int TURN = 8 + 258 + 16;

  private static final byte[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final HuffmanTable literals = HuffmanTable.literals(LITERAL_BITS);
  private final HuffmanTable distances = HuffmanTable.distances(DISTANCE_BITS);
  private final HuffmanTable lengthCodes = HuffmanTable.codeLengths();
  private final byte[] lengths = new byte[288 + 32];

  private byte[] in = new byte[0];
  private int at;
  private int inEnd;
  private byte[] out = in;
  private int outStart;
  private int to;
  private int outEnd;

  /** Bits that are read but not used; those above {@link #held} may be set already. */
  private long bits;

  private int held;
  private int lastValue;

  /**
   * Decodes a whole stream with its header and checksum; bytes behind it do not matter.
   *
   * @return bytes written, or {@link #UNSURE}: the room may hold anything then
   */
  int zlib(Codecs.Piece from, Codecs.Piece room) {
    in = from.bytes();
    at = from.from();
    inEnd = at + from.length();
    out = room.bytes();
    outStart = room.from();
    to = outStart;
    outEnd = outStart + room.length();
    bits = 0;
    held = 0;
    try {
      return decode() ? to - outStart : UNSURE;
    } finally {
      in = new byte[0];
      out = in;
    }
  }

  private boolean decode() {
    if (inEnd - at < 6) {
      return false;
    }
    int header = (in[at] & 0xFF) << 8 | (in[at + 1] & 0xFF);
    boolean hasDictionary = (header & 0x20) != 0;
    if (header % 31 != 0 || (header & 0x0F00) != 0x0800 || header >>> 12 > 7 || hasDictionary) {
      return false;
    }
    at += 2;
    boolean isLast = false;
    int checksum = 1;
    while (!isLast) {
      int start = to;
      isLast = take(1) == 1;
      int kind = take(2);
      boolean sound =
          switch (kind) {
            case 0 -> stored();
            case 1 -> fixed() && block();
            case 2 -> dynamic() && block();
            default -> false;
          };
      if (!sound || held < 0) {
        return false;
      }
      // block by block, while it is in the processor's cache
      checksum = Adler.more(checksum, out, start, to - start);
    }
    at -= held >>> 3;
    if (inEnd - at < 4) {
      return false;
    }
    return checksum == Numbers.big32(in, at);
  }

  // All bytes that fit, one at a time; at the end of the input there may be fewer than asked for.
  private void fill() {
    bits &= held <= 0 ? 0 : -1L >>> (64 - held);
    while (held >= 0 && held < 56 && at < inEnd) {
      bits |= (in[at++] & 0xFFL) << held;
      held += 8;
    }
  }

  // Beyond the end of the input, held becomes negative and everything stops.
  private int take(int n) {
    if (held < n) {
      fill();
    }
    int value = (int) (bits & ((1L << n) - 1));
    bits >>>= n;
    held -= n;
    return value;
  }

  private boolean stored() {
    if (held < 0) {
      return false;
    }
    take(held & 7);
    at -= held >>> 3;
    bits = 0;
    held = 0;
    if (inEnd - at < 4) {
      return false;
    }
    int length = (in[at] & 0xFF) | (in[at + 1] & 0xFF) << 8;
    int check = (in[at + 2] & 0xFF) | (in[at + 3] & 0xFF) << 8;
    at += 4;
    if (length != (check ^ 0xFFFF) || length > inEnd - at || length > outEnd - to) {
      return false;
    }
    System.arraycopy(in, at, out, to, length);
    at += length;
    to += length;
    return true;
  }

  private boolean fixed() {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    Arrays.fill(lengths, 288, 320, (byte) 5);
    boolean made =
        literals.build(lengths, 0, 288, false) && distances.build(lengths, 288, 32, true);
    literals.join();
    return made;
  }

  private boolean dynamic() {
    int literalCount = take(5) + 257;
    int distanceCount = take(5) + 1;
    int codeCount = take(4) + 4;
    if (literalCount > 286 || distanceCount > 30) {
      return false;
    }
    Arrays.fill(lengths, 0, 19, (byte) 0);
    for (int i = 0; i < codeCount; i++) {
      lengths[LENGTH_ORDER[i]] = (byte) take(3);
    }
    if (!lengthCodes.build(lengths, 0, 19, false)) {
      return false;
    }
    int all = literalCount + distanceCount;
    int n = 0;
    while (n < all && held >= 0) {
      if (held < 7) {
        fill();
      }
      int entry = lengthCodes.entries()[(int) bits & 127];
      take(entry & 63);
      int symbol = entry >>> 12 & 31;
      if (symbol < 16) {
        lengths[n++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && n == 0) {
        return false;
      }
      byte repeated = symbol == 16 ? lengths[n - 1] : 0;
      int times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
      if (times > all - n) {
        return false;
      }
      Arrays.fill(lengths, n, n + times, repeated);
      n += times;
    }
    boolean made =
        held >= 0
            && lengths[256] != 0
            && distances.build(lengths, literalCount, distanceCount, true)
            && literals.build(lengths, 0, literalCount, false);
    literals.join();
    return made;
  }

  /** One block of codes: fast as long as neither end is near. */
  private boolean block() {
    int last = fast();
    while (last == 0) {
      last = step();
    }
    return last == HuffmanTable.END;
  }

  /**
   * Decodes until an end is near.
   *
   * @return 0, or END or INVALID
   */
  private int fast() {
    byte[] source = in;
    byte[] target = out;
    int[] codes = literals.entries();
    int[] far = distances.entries();
    int lastIn = inEnd - 16;
    int lastOut = outEnd - TURN;
    int i = at;
    int o = to;
    long b = bits;
    int n = held;
    while (i <= lastIn && o <= lastOut) {
      b |= (long) LONGS.get(source, i) << n;
      i += (63 - n) >>> 3;
      n |= 56;
      int e = codes[(int) b & LITERAL_MASK];
      long behind = b >>> e;
      int start = o;
      int length;
      int isMatch = -1;
      if (e < 0) {
        SHORTS.set(target, o, (short) (e >>> 8));
        start += e >>> 6 & 3;
        length = e >>> 24 & 15;
        isMatch = -length >> 31;
      } else {
        length = value(e, b);
      }
      // at most 10 + 5 bits are behind, the distance takes 8 + 13
      int d = far[(int) behind & DISTANCE_MASK] & isMatch;
      int before = start - outStart;
      int distance = (value(d, behind) & isMatch) | (before & ~isMatch);
      if (((e | d) & HuffmanTable.SPECIAL) == 0 && distance <= before) {
        b = behind >>> d;
        n -= (e & 63) + (d & 63);
        repeat(target, start, distance, length);
        o = start + length;
        continue;
      }
      save(i, o, b, n);
      int last = step();
      if (last != 0) {
        return last;
      }
      i = at;
      o = to;
      b = bits;
      n = held;
    }
    save(i, o, b, n);
    return 0;
  }

  /** Base and extra bits of a length or distance; of others nothing that means something. */
  private static int value(int entry, long b) {
    return (entry >>> 12 & 0xFFFF) + (int) ((b & ~(-1L << entry)) >>> (entry >>> 8 & 15));
  }

  private void save(int i, int o, long b, int n) {
    at = i;
    to = o;
    bits = b;
    held = n;
  }

  /** Copies what was written before; up to seven bytes behind it are overwritten too. */
  private static void repeat(byte[] target, int o, int distance, int length) {
    int from = o - distance;
    if (distance >= 8) {
      // most matches are short, and a loop of one turn is dear
      LONGS.set(target, o, (long) LONGS.get(target, from));
      LONGS.set(target, o + 8, (long) LONGS.get(target, from + 8));
      if (length > 16) {
        repeatMore(target, o, distance, length);
      }
    } else if (distance == 1) {
      long same = (target[from] & 0xFF) * 0x0101010101010101L;
      for (int k = 0; k < length; k += 8) {
        LONGS.set(target, o + k, same);
      }
    } else {
      for (int k = 0; k < length; k++) {
        target[o + k] = target[from + k];
      }
    }
  }

  private static void repeatMore(byte[] target, int o, int distance, int length) {
    for (int k = 16; k < length; k += 8) {
      LONGS.set(target, o + k, (long) LONGS.get(target, o + k - distance));
    }
  }

  /**
   * One symbol, whatever it is and wherever the ends are.
   *
   * @return 0, or END or INVALID
   */
  private int step() {
    fill();
    int e = code(literals.entries(), LITERAL_BITS);
    int length = lastValue;
    if (e < 0) {
      int n = e >>> 6 & 3;
      if (held < 0 || n > outEnd - to) {
        return HuffmanTable.INVALID;
      }
      for (int k = 0; k < n; k++) {
        out[to++] = (byte) (e >>> (8 + 8 * k));
      }
      length = e >>> 24 & 15;
      if (length == 0) {
        return 0;
      }
    }
    if ((e & HuffmanTable.SPECIAL) != 0) {
      return held < 0 ? HuffmanTable.INVALID : e & (HuffmanTable.END | HuffmanTable.INVALID);
    }
    fill();
    int d = code(distances.entries(), DISTANCE_BITS);
    if ((d & HuffmanTable.SPECIAL) != 0) {
      return HuffmanTable.INVALID;
    }
    int distance = lastValue;
    if (held < 0 || distance > to - outStart || length > outEnd - to) {
      return HuffmanTable.INVALID;
    }
    for (int k = 0; k < length; k++) {
      out[to] = out[to - distance];
      to++;
    }
    return 0;
  }

  /** The next entry; of a length or distance also {@link #lastValue}. */
  private int code(int[] codes, int first) {
    int e = codes[(int) bits & ((1 << first) - 1)];
    if (e >= 0 && (e & HuffmanTable.LINK) != 0) {
      take(first);
      e = codes[(e >>> 12 & 0xFFFF) + ((int) bits & ((1 << (e >>> 8 & 15)) - 1))];
    }
    lastValue = value(e, bits);
    take(e & 63);
    return e;
  }
}
