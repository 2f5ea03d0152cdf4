package io.github.blueskyspark.archives.jsonl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of a line's outermost bracket eight bytes at a time. Brackets inside strings count
 * as if they stood outside, so what it says is a guess: {@link Structure} decides where the guess
 * does not fit a document.
 */
final class BracketScan {
  /** Why the scan stopped. */
  enum Stop {
    /** The bytes ran out. */
    LIMIT,
    /** A newline came while brackets were open. */
    NEWLINE,
    /** The outermost bracket was closed. */
    CLOSED
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long CASE = 0x20 * ONES;
  private static final long OPEN = '{' * ONES;
  private static final long CLOSE = '}' * ONES;
  private static final long LINE = '\n' * ONES;

  private int at;
  private int depth;
  private int inner;
  private long seen;
  private boolean isSuspect;

  /** Begins a piece. */
  void begin(int from) {
    at = from;
    depth = 0;
    inner = -1;
    seen = 0;
    isSuspect = false;
  }

  /** Index where the scan stopped: behind the closing bracket, or at the newline. */
  int at() {
    return at;
  }

  /** Index of the bracket that closed the last level but one for the first time; -1 for none. */
  int inner() {
    return inner;
  }

  /** Whether all bytes were ASCII; may say no because of bytes shortly behind the piece. */
  boolean isAscii() {
    return (seen & HIGHS) == 0;
  }

  /** Whether another document may start inside, glued on where a writer had been stopped. */
  boolean isSuspect() {
    return isSuspect;
  }

  /** Follows the bytes having moved in their buffer. */
  void moved(int by) {
    at -= by;
    inner -= inner < 0 ? 0 : by;
  }

  /** Goes on up to {@code limit}. */
  Stop scan(byte[] bytes, int limit) {
    long all = seen;
    int i = at;
    for (; i + Long.BYTES <= limit; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      all |= word;
      long open = (word | CASE) ^ OPEN;
      long close = (word | CASE) ^ CLOSE;
      long line = word ^ LINE;
      long hits = (zeros(open) | zeros(close) | zeros(line)) & HIGHS;
      while (hits != 0) {
        int k = i + (Long.numberOfTrailingZeros(hits) >>> 3);
        Stop stop = look(bytes, k, limit);
        if (stop != Stop.LIMIT) {
          seen = all;
          return stop;
        }
        hits &= hits - 1;
      }
    }
    for (; i < limit; i++) {
      all |= bytes[i];
      Stop stop = look(bytes, i, limit);
      if (stop != Stop.LIMIT) {
        seen = all;
        return stop;
      }
    }
    at = i;
    seen = all;
    return Stop.LIMIT;
  }

  /** High bit set in bytes that are 0, and perhaps in bytes above one of these. */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  private Stop look(byte[] bytes, int k, int limit) {
    switch (bytes[k]) {
      case '[' -> {
        isSuspect |= depth > 0 && (k + 1 >= limit || bytes[k + 1] == '"');
        depth++;
      }
      case '{' -> {
        isSuspect |= depth > 0 && (k + 2 >= limit || (bytes[k + 2] == 'n' && bytes[k + 1] == '"'));
        depth++;
      }
      case ']', '}' -> {
        depth--;
        if (depth == 1 && inner < 0) {
          inner = k;
        } else if (depth <= 0) {
          at = k + 1;
          return Stop.CLOSED;
        }
      }
      case '\n' -> {
        at = k;
        return Stop.NEWLINE;
      }
      default -> {
        // The test of eight bytes at once may report a neighbour of a hit.
      }
    }
    return Stop.LIMIT;
  }
}
