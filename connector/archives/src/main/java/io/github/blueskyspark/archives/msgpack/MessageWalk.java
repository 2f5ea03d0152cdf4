package io.github.blueskyspark.archives.msgpack;

import io.github.blueskyspark.archives.msgpack.Header.Kind;
import java.util.Arrays;

/**
 * Finds the end of one message without recursion and without trusting a size: a declared length
 * moves an index, a declared count is counted down. Goes on where it stopped when more bytes are
 * there. All places are counted from the first byte of the message.
 */
final class MessageWalk {
  /** How far the message is. */
  enum State {
    /** It goes on behind the bytes seen. */
    RUNNING,
    /** It ended. */
    COMPLETE,
    /** No value can stand at {@link #at()}. */
    BROKEN
  }

  /** Open containers with something left in them; more than any document has. */
  private static final int DEEPEST = 1 << 20;

  private static final byte[] ARRAY_KEY = {(byte) 0xC4, 2, 'n', 'd'};
  private static final byte[] COMPLEX_KEY = {(byte) 0xC4, 7, 'c', 'o'};

  private final Header header = new Header();
  private State state;
  private long at;
  private boolean isDone;

  /** Values left in each open container, times two, plus one for maps. */
  private long[] left = new long[16];

  private int depth;
  private int[] arrays = new int[16];
  private int arrayCount;

  /** Begins a message. */
  void begin() {
    state = State.RUNNING;
    at = 0;
    isDone = false;
    depth = 0;
    arrayCount = 0;
  }

  /** Where the walk stands; behind a declared length it may be far beyond the bytes. */
  long at() {
    return at;
  }

  /** Whether a value stands in the message that no map may have as a key. */
  boolean isAtKey() {
    return depth > 0 && (left[depth - 1] & 3) == 1;
  }

  /** Maps that stand for numpy values. */
  int[] arrays() {
    return Arrays.copyOf(arrays, arrayCount);
  }

  /** Goes on. */
  State scan(byte[] bytes, int start, int limit, boolean hasEnded) {
    while (state == State.RUNNING && !isDone && at < limit - start) {
      int i = start + (int) at;
      if (!header.read(bytes, i, limit)) {
        return state;
      }
      if (header.kind() == Kind.MAP
          && limit - i < header.length() + ARRAY_KEY.length
          && !hasEnded) {
        return state;
      }
      step(bytes, i, limit);
    }
    if (isDone && at <= limit - start) {
      state = State.COMPLETE;
    }
    return state;
  }

  private void step(byte[] bytes, int i, int limit) {
    boolean isKey = isAtKey();
    if (header.kind() == Kind.NEVER || (isKey && !mayBeKey())) {
      state = State.BROKEN;
      return;
    }
    if (header.kind() == Kind.MAP && header.number() > 0) {
      note(bytes, i + header.length(), limit);
    }
    at += header.length() + header.payload();
    if (depth > 0) {
      left[depth - 1] -= 2;
    }
    if (header.isContainer() && header.number() > 0) {
      push(header.kind() == Kind.MAP ? header.number() * 4 + 1 : header.number() * 2);
    }
    while (depth > 0 && left[depth - 1] < 2) {
      depth--;
    }
    isDone = depth == 0;
  }

  private boolean mayBeKey() {
    return switch (header.kind()) {
      case STRING, BINARY, INTEGER, UNSIGNED -> true;
      default -> false;
    };
  }

  private void note(byte[] bytes, int key, int limit) {
    if (limit - key < ARRAY_KEY.length
        || !(Arrays.equals(bytes, key, key + 4, ARRAY_KEY, 0, 4)
            || Arrays.equals(bytes, key, key + 4, COMPLEX_KEY, 0, 4))) {
      return;
    }
    if (arrayCount == arrays.length) {
      arrays = Arrays.copyOf(arrays, arrayCount * 2);
    }
    arrays[arrayCount++] = (int) at;
  }

  private void push(long count) {
    // A container that is the last value in its parent takes the parent's place.
    while (depth > 0 && left[depth - 1] < 2) {
      depth--;
    }
    if (depth == DEEPEST) {
      state = State.BROKEN;
      return;
    }
    if (depth == left.length) {
      left = Arrays.copyOf(left, depth * 2);
    }
    left[depth++] = count;
  }
}
