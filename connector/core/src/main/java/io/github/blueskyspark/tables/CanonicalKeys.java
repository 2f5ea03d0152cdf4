package io.github.blueskyspark.tables;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the documents of one run stand in canonical order: some 40 bytes a document, whatever they
 * hold. Not thread safe.
 */
final class CanonicalKeys {
  private static final int UID_WORDS = 2;

  private int size;
  private int[] documents = new int[16];
  private byte[] ranks = new byte[16];
  private double[] times = new double[16];
  private long[] seqNums = new long[16];
  private long[] uids = new long[UID_WORDS * 16];

  /**
   * Takes a document.
   *
   * @param document its number among all
   * @param rank place of its kind
   * @param time seconds since the epoch; NaN comes last
   * @param uid of which the first 16 bytes count
   */
  void add(int document, int rank, double time, long seqNum, String uid) {
    if (size == documents.length) {
      documents = Arrays.copyOf(documents, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
      times = Arrays.copyOf(times, size * 2);
      seqNums = Arrays.copyOf(seqNums, size * 2);
      uids = Arrays.copyOf(uids, size * 2 * UID_WORDS);
    }
    documents[size] = document;
    ranks[size] = (byte) rank;
    times[size] = time;
    seqNums[size] = seqNum;
    byte[] bytes = Arrays.copyOf(uid.getBytes(StandardCharsets.UTF_8), UID_WORDS * Long.BYTES);
    for (int i = 0; i < bytes.length; i++) {
      int word = size * UID_WORDS + i / Long.BYTES;
      uids[word] = (uids[word] << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    size++;
  }

  /** Whether the documents came in canonical order. */
  boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (compare(i - 1, i) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Numbers of the documents in canonical order. */
  int[] sorted() {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(order, i, size);
    }
    for (int end = size - 1; end > 0; end--) {
      int last = order[0];
      order[0] = order[end];
      order[end] = last;
      sink(order, 0, end);
    }
    Arrays.setAll(order, i -> documents[order[i]]);
    return order;
  }

  /** Heap sort: in place, and the last key makes it stable. */
  private void sink(int[] heap, int from, int end) {
    int at = from;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end && compare(heap[child], heap[child + 1]) < 0) {
        child++;
      }
      if (compare(heap[at], heap[child]) >= 0) {
        return;
      }
      int moved = heap[at];
      heap[at] = heap[child];
      heap[child] = moved;
      at = child;
    }
  }

  private int compare(int a, int b) {
    int by = Byte.compare(ranks[a], ranks[b]);
    by = by != 0 ? by : Double.compare(times[a], times[b]);
    by = by != 0 ? by : Long.compare(seqNums[a], seqNums[b]);
    for (int i = 0; by == 0 && i < UID_WORDS; i++) {
      by = Long.compareUnsigned(uids[a * UID_WORDS + i], uids[b * UID_WORDS + i]);
    }
    return by != 0 ? by : Integer.compare(a, b);
  }
}
