package io.github.blueskyspark.archives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Field names seen before, so that each event's names are not made anew; of fixed size. */
public final class FieldNames {
  private static final int SLOTS = 1 << 10;
  private static final int LONGEST = 64;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] names = new String[SLOTS];

  /** The name that a range of ASCII or UTF-8 bytes spells. */
  public String of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, from, to)) {
      keys[slot] = Arrays.copyOfRange(bytes, from, to);
      names[slot] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    return names[slot];
  }
}
