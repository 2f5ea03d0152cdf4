package io.github.blueskyspark.documents;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which run each document of one file belongs to, run-length encoded: compact unless runs
 * interleave.
 */
final class OwnerTrack {
  static final int NONE = -1;

  private long[] from = new long[8];
  private int[] owner = new int[8];
  private int size;
  private long next;
  private final Map<Long, Integer> corrected = new HashMap<>();

  /** Notes the owner of the next document and returns its ordinal. */
  long append(int run) {
    if (size == 0 || owner[size - 1] != run) {
      if (size == from.length) {
        from = Arrays.copyOf(from, size * 2);
        owner = Arrays.copyOf(owner, size * 2);
      }
      from[size] = next;
      owner[size++] = run;
    }
    return next++;
  }

  /** Documents noted so far: the ordinal of the next. */
  long size() {
    return next;
  }

  /** Says later whom a document belongs to. */
  void correct(long ordinal, int run) {
    corrected.put(ordinal, run);
  }

  /** Number of the run that owns the document; {@link #NONE} when it is rejected. */
  int at(long ordinal) {
    Integer late = corrected.isEmpty() ? null : corrected.get(ordinal);
    if (late != null) {
      return late;
    }
    int found = Arrays.binarySearch(from, 0, size, ordinal);
    int at = found >= 0 ? found : -found - 2;
    return at < 0 ? NONE : owner[at];
  }
}
