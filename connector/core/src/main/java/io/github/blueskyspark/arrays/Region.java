package io.github.blueskyspark.arrays;

import java.util.Arrays;

/**
 * A box in an array, with steps: element {@code j} of axis {@code a} is {@code start[a] + j *
 * step[a]} for {@code 0 <= j < count[a]}.
 *
 * <p>Steps are at least 1; a reversed axis is turned round after reading. Shape of what is read:
 * {@code count}. Not copied: treat as read only.
 */
public final class Region {
  private final long[] start;
  private final long[] count;
  private final long[] step;

  private Region(long[] start, long[] count, long[] step) {
    this.start = start;
    this.count = count;
    this.step = step;
  }

  /** A box without gaps. */
  public static Region box(long[] start, long[] count) {
    long[] ones = new long[start.length];
    Arrays.fill(ones, 1);
    return new Region(start, count, ones);
  }

  /** A box with steps, each at least 1. */
  public static Region stepped(long[] start, long[] count, long[] step) {
    return new Region(start, count, step);
  }

  /** The whole of an array. */
  public static Region all(long[] shape) {
    return box(new long[shape.length], shape);
  }

  /** Number of axes. */
  public int rank() {
    return start.length;
  }

  /** First index of an axis. */
  public long start(int axis) {
    return start[axis];
  }

  /** Number of elements taken of an axis. */
  public long count(int axis) {
    return count[axis];
  }

  /** Distance between neighbours of an axis, at least 1. */
  public long step(int axis) {
    return step[axis];
  }

  /** One past the last index touched of an axis; {@code start} when nothing is taken. */
  public long stop(int axis) {
    return count[axis] == 0 ? start[axis] : start[axis] + (count[axis] - 1) * step[axis] + 1;
  }

  /** Whether neighbours are adjacent on every axis. */
  public boolean isDense() {
    return Arrays.stream(step).allMatch(s -> s == 1);
  }

  /** Elements taken in all; throws {@link ArithmeticException} beyond 2^63. */
  public long size() {
    long n = 1;
    for (long c : count) {
      n = Math.multiplyExact(n, c);
    }
    return n;
  }

  /** Shape of what is read; a copy. */
  public long[] shape() {
    return count.clone();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int a = 0; a < start.length; a++) {
      text.append(a == 0 ? "" : ", ").append(start[a]).append(':').append(stop(a));
      if (step[a] != 1) {
        text.append(':').append(step[a]);
      }
    }
    return text.append(']').toString();
  }
}
