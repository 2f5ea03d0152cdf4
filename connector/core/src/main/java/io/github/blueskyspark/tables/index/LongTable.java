package io.github.blueskyspark.tables.index;

import java.util.Arrays;

/**
 * Numbers by 64-bit keys, without an object an entry: 24 bytes of memory an entry at most. Not
 * thread safe.
 */
public final class LongTable {
  /** What {@link #get} gives for a key that is not there. */
  public static final int NONE = -1;

  private static final int FIRST = 64;

  private long[] keys = new long[FIRST];
  private int[] values = new int[FIRST];
  private int size;

  /** Nothing yet. */
  public LongTable() {
    Arrays.fill(values, NONE);
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The number of a key; {@link #NONE} where it has none. */
  public int get(long key) {
    return values[slot(key)];
  }

  /**
   * Gives a key that has none a number.
   *
   * @param value not negative
   * @return the number that it had; {@link #NONE} when this is its first
   */
  public int putIfAbsent(long key, int value) {
    int slot = slot(key);
    int before = values[slot];
    if (before == NONE) {
      keys[slot] = key;
      values[slot] = value;
      size++;
      if (size > keys.length / 2) {
        grow();
      }
    }
    return before;
  }

  /** All keys, ascending. */
  public long[] keys() {
    long[] all = new long[size];
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != NONE) {
        all[at++] = keys[i];
      }
    }
    Arrays.sort(all);
    return all;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int at = (int) (key ^ (key >>> Integer.SIZE)) & mask;
    while (values[at] != NONE && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    Arrays.fill(values, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
