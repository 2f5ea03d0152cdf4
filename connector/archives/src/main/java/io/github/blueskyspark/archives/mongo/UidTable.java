package io.github.blueskyspark.archives.mongo;

import java.util.Arrays;

/**
 * Numbers by uid, in primitive arrays: 20 bytes a slot, however long the uids are. Two uids with
 * the same 128 bits of hash count as one; what is read is decided by the documents themselves.
 */
final class UidTable {
  /** No such uid. */
  static final int NONE = Integer.MIN_VALUE;

  private long[] first = new long[64];
  private long[] second = new long[64];
  private int[] numbers = new int[64];
  private int size;

  UidTable() {
    Arrays.fill(numbers, NONE);
  }

  /** Sets a uid's number. */
  void put(String uid, int number) {
    if (2L * (size + 1) > numbers.length) {
      grow();
    }
    long a = hash(uid, 0x9E3779B97F4A7C15L);
    long b = hash(uid, 0xC2B2AE3D27D4EB4FL);
    int at = slot(a, b);
    size += numbers[at] == NONE ? 1 : 0;
    first[at] = a;
    second[at] = b;
    numbers[at] = number;
  }

  /** The number of a uid; {@link #NONE} when it has none. */
  int get(String uid) {
    return numbers[slot(hash(uid, 0x9E3779B97F4A7C15L), hash(uid, 0xC2B2AE3D27D4EB4FL))];
  }

  private int slot(long a, long b) {
    int at = (int) a & (numbers.length - 1);
    while (numbers[at] != NONE && (first[at] != a || second[at] != b)) {
      at = (at + 1) & (numbers.length - 1);
    }
    return at;
  }

  private void grow() {
    long[] oldFirst = first;
    long[] oldSecond = second;
    int[] oldNumbers = numbers;
    first = new long[oldFirst.length * 2];
    second = new long[oldFirst.length * 2];
    numbers = new int[oldFirst.length * 2];
    Arrays.fill(numbers, NONE);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != NONE) {
        int at = slot(oldFirst[i], oldSecond[i]);
        first[at] = oldFirst[i];
        second[at] = oldSecond[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }

  static long hash(String uid, long seed) {
    long h = seed ^ uid.length();
    for (int i = 0; i < uid.length(); i++) {
      h = (h ^ uid.charAt(i)) * 0x100000001B3L;
      h ^= h >>> 29;
    }
    h *= 0xBF58476D1CE4E5B9L;
    return h ^ h >>> 32;
  }
}
