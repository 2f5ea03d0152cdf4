package io.github.blueskyspark.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of whole numbers that is compact where they follow each other, as seq_nums do. Not thread
 * safe.
 */
public final class LongRanges {
  /** Start to stop, half open. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  private long count;

  /** Half open. */
  public record Range(long start, long stop) {}

  /**
   * Adds one number.
   *
   * @return whether it was not there yet
   */
  public boolean add(long value) {
    Map.Entry<Long, Long> below = ranges.floorEntry(value);
    if (below != null && value < below.getValue()) {
      return false;
    }
    long start = below != null && below.getValue() == value ? below.getKey() : value;
    Long joined = ranges.remove(value + 1);
    ranges.put(start, joined == null ? value + 1 : joined);
    count++;
    return true;
  }

  /** Adds {@code [start, stop)}; nothing when it is empty. */
  public void addRange(long start, long stop) {
    if (start >= stop) {
      return;
    }
    long from = start;
    long to = stop;
    Map.Entry<Long, Long> near = ranges.floorEntry(stop);
    while (near != null && near.getValue() >= start) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      count -= near.getValue() - near.getKey();
      ranges.remove(near.getKey());
      near = ranges.floorEntry(stop);
    }
    ranges.put(from, to);
    count += to - from;
  }

  /** Whether the number is in the set. */
  public boolean contains(long value) {
    Map.Entry<Long, Long> below = ranges.floorEntry(value);
    return below != null && value < below.getValue();
  }

  /** How many numbers there are. */
  public long count() {
    return count;
  }

  /** The ranges in ascending order, disjoint and not touching. */
  public List<Range> ranges() {
    List<Range> list = new ArrayList<>(ranges.size());
    ranges.forEach((start, stop) -> list.add(new Range(start, stop)));
    return list;
  }
}
