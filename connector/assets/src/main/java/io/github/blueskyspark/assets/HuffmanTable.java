package io.github.blueskyspark.assets;

import java.util.Arrays;

/**
 * Decoding table of one deflate alphabet: indexed by the next bits of the stream, lowest bit first.
 *
 * <p>An entry is negative for literals and short matches: bits 0 to 5 are the bits that they take,
 * 8 to 23 one or two bytes, 6 and 7 how many, 24 to 27 the length of a match behind them (0 for
 * none). Others have in 0 to 5 the bits of their code and of what follows it, and
 *
 * <ul>
 *   <li>a length or distance: bits of the code alone in 8 to 11, base in 12 to 27;
 *   <li>{@link #LINK}: bits of a second table in 8 to 11, where it begins in 12 to 27;
 *   <li>{@link #END} of the block, {@link #INVALID}.
 * </ul>
 *
 * Not thread safe.
 */
final class HuffmanTable {
  static final int LINK = 1 << 30;
  static final int END = 1 << 29;
  static final int INVALID = 1 << 28;

  /** Whether an entry is neither a literal nor a length or distance. */
  static final int SPECIAL = LINK | END | INVALID;

  private static final int LONGEST = 15;

  private final int bits;
  private final int[] symbols;
  private final int[] entries;
  private final int[] plain;
  private final int[] count = new int[LONGEST + 1];
  private final int[] first = new int[LONGEST + 2];
  private final int[] next = new int[LONGEST + 2];
  private final int[] sorted;
  private int end;

  /**
   * @param bits of the first table
   * @param symbols entry of each symbol, its extra bits in 0 to 5, without those of its code
   */
  private HuffmanTable(int bits, int[] symbols) {
    this.bits = bits;
    this.symbols = symbols;
    // every second table has at least half its entries from codes of its own
    this.entries = new int[(1 << bits) + 4 * symbols.length * (1 << Math.max(0, 15 - bits - 2))];
    this.sorted = new int[symbols.length];
    this.plain = new int[1 << bits];
  }

  /** The alphabet of literals and lengths. */
  static HuffmanTable literals(int bits) {
    int[] symbols = new int[288];
    for (int i = 0; i < 256; i++) {
      symbols[i] = 1 << 31 | 1 << 6 | i << 8;
    }
    symbols[256] = END;
    int base = 3;
    for (int i = 257; i < 285; i++) {
      int extra = i < 265 ? 0 : (i - 261) / 4;
      symbols[i] = extra == 0 ? 1 << 31 | base << 24 : base << 12 | extra;
      base += 1 << extra;
    }
    symbols[285] = 258 << 12;
    symbols[286] = INVALID;
    symbols[287] = INVALID;
    return new HuffmanTable(bits, symbols);
  }

  /** The alphabet of distances. */
  static HuffmanTable distances(int bits) {
    int[] symbols = new int[32];
    int base = 1;
    for (int i = 0; i < 30; i++) {
      int extra = i < 4 ? 0 : i / 2 - 1;
      symbols[i] = base << 12 | extra;
      base += 1 << extra;
    }
    symbols[30] = INVALID;
    symbols[31] = INVALID;
    return new HuffmanTable(bits, symbols);
  }

  /** The alphabet in which lengths of codes are written. */
  static HuffmanTable codeLengths() {
    int[] symbols = new int[19];
    for (int i = 0; i < 19; i++) {
      symbols[i] = i << 12;
    }
    return new HuffmanTable(7, symbols);
  }

  /** The entries; the first {@code 1 << bits} are found by the next bits of the stream. */
  int[] entries() {
    return entries;
  }

  /**
   * Makes the table.
   *
   * @param lengths of the codes of the first {@code n} symbols from {@code from} on, 0 for none
   * @param mayBeThin whether one code, or none, is enough; else every bit pattern must have a
   *     meaning
   * @return false when these lengths are no code
   */
  boolean build(byte[] lengths, int from, int n, boolean mayBeThin) {
    Arrays.fill(count, 0);
    for (int i = 0; i < n; i++) {
      count[lengths[from + i]]++;
    }
    int used = n - count[0];
    count[0] = 0;
    int left = 1;
    for (int length = 1; length <= LONGEST; length++) {
      left = (left << 1) - count[length];
      if (left < 0) {
        return false;
      }
      first[length + 1] = first[length] + count[length];
    }
    boolean isThin = mayBeThin && (used == 0 || (used == 1 && count[1] == 1));
    if (left > 0 && !isThin) {
      return false;
    }
    System.arraycopy(first, 0, next, 0, first.length);
    for (int i = 0; i < n; i++) {
      int length = lengths[from + i];
      if (length > 0) {
        sorted[next[length]++] = i;
      }
    }
    fill(isThin);
    return true;
  }

  /** Codes by length; each longer one repeats what is there and fills the gaps. */
  private void fill(boolean isThin) {
    end = 1 << bits;
    entries[0] = isThin ? INVALID : 0;
    int code = 0;
    int size = 1;
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      if (length <= bits) {
        System.arraycopy(entries, 0, entries, size, size);
        size <<= 1;
      }
      for (int k = 0; k < count[length]; k++) {
        put(Integer.reverse(code) >>> (32 - length), length, symbols[sorted[first[length] + k]]);
        code++;
      }
    }
  }

  private void put(int code, int length, int symbol) {
    if (length <= bits) {
      entries[code] = entry(symbol, length);
      return;
    }
    int head = code & ((1 << bits) - 1);
    if (entries[head] == 0) {
      int more = secondBits(length);
      entries[head] = LINK | end << 12 | more << 8 | bits;
      end += 1 << more;
    }
    int link = entries[head];
    int start = link >>> 12 & 0xFFFF;
    int size = 1 << (link >>> 8 & 15);
    int entry = entry(symbol, length - bits);
    for (int at = code >>> bits; at < size; at += 1 << (length - bits)) {
      entries[start + at] = entry;
    }
  }

  private static int entry(int symbol, int length) {
    return symbol < 0 ? symbol | length : symbol + length | length << 8;
  }

  // Codes come in ascending order for each length only: room for the longest there is.
  private int secondBits(int length) {
    int longest = length;
    for (int l = length + 1; l <= LONGEST; l++) {
      longest = count[l] > 0 ? l : longest;
    }
    return longest - bits;
  }

  /**
   * Joins what follows one another in the bits of one entry: up to two literals, then perhaps a
   * short match.
   */
  void join() {
    int size = 1 << bits;
    System.arraycopy(entries, 0, plain, 0, size);
    for (int i = 0; i < size; i++) {
      int entry = plain[i];
      while (entry < 0 && (entry >>> 24 & 15) == 0) {
        int more = plain[i >>> (entry & 63)];
        int taken = (entry & 63) + (more & 63);
        int count = (entry >>> 6 & 3) + (more >>> 6 & 3);
        if (more >= 0 || taken > bits || count > 2) {
          break;
        }
        int place = 8 * (entry >>> 6 & 3);
        int bytes = (entry & 0xFFFF00) | (more & 0xFF00) << place;
        entry = 1 << 31 | (more & 0xF000000) | bytes | count << 6 | taken;
      }
      entries[i] = entry;
    }
  }
}
