package io.github.blueskyspark.arrays;

import io.github.blueskyspark.arrays.DType.Kind;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Minimum, maximum, sum and mean of numbers in raw bytes, as numpy gives them: integer sums are
 * exact (128 bits) before they become doubles, float sums are compensated (better than 1e-12 of the
 * sum of magnitudes), and a NaN makes all four NaN.
 *
 * <p>Takes a frame whole or block by block, straight from heap, direct or mapped buffers; no
 * element becomes an object. Not thread safe.
 */
public final class FrameStatistics {
  /** What is looked for; sums alone are several times faster. */
  public enum Wanted {
    /** Sum and mean; {@link #min()} and {@link #max()} are NaN. */
    SUMS,
    /** All four. */
    ALL
  }

  /** What one block adds; a kernel for each family of dtypes. */
  interface Tally {
    /** Counts all elements from position to limit. */
    void add(ByteBuffer block);

    double min();

    double max();

    double sum();

    double mean(long count);
  }

  private final DType dtype;
  private final Tally tally;
  private long count;

  private FrameStatistics(DType dtype, Tally tally) {
    this.dtype = dtype;
    this.tally = tally;
  }

  /**
   * Statistics of no elements yet; empty where the dtype has no order (complex, strings, structs).
   */
  public static Optional<FrameStatistics> of(DType dtype, Wanted wanted) {
    if (!dtype.isNumeric()) {
      return Optional.empty();
    }
    boolean all = wanted == Wanted.ALL;
    Tally tally =
        dtype.kind() == Kind.FLOAT ? new FloatTally(dtype, all) : new IntegerTally(dtype, all);
    return Optional.of(new FrameStatistics(dtype, tally));
  }

  /**
   * Counts more elements.
   *
   * @param data position to limit, whole elements of the dtype in its byte order; not changed, its
   *     own order does not matter
   * @return this
   */
  public FrameStatistics add(ByteBuffer data) {
    int size = dtype.itemSize();
    if (data.remaining() % size != 0) {
      throw new IllegalArgumentException(
          data.remaining() + " bytes are no whole elements of " + dtype);
    }
    count += data.remaining() / size;
    tally.add(data.slice().order(dtype.order()));
    return this;
  }

  /** Elements counted. Without any, the other answers mean nothing. */
  public long count() {
    return count;
  }

  /** The smallest element; NaN where there is one. */
  public double min() {
    return tally.min();
  }

  /** The largest element; NaN where there is one. */
  public double max() {
    return tally.max();
  }

  /** The sum, rounded once from the exact one for integers. */
  public double sum() {
    return tally.sum();
  }

  /** The sum over the count. */
  public double mean() {
    return tally.mean(count);
  }
}
