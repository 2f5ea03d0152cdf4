package io.github.blueskyspark.arrays;

import java.nio.ByteBuffer;

/**
 * Standard deviation with ddof 0, to 1e-12 relative also where the values are large and close
 * together.
 *
 * <p>Integers are taken relative to the first one before they become doubles; the squares are taken
 * of deviations from the mean, scaled so that they cannot overflow.
 */
public final class StandardDeviation {
  private static final int BLOCK = 4096;

  private StandardDeviation() {}

  /** Of all elements; NaN for none, and where one is not finite. */
  public static double of(NdArray array) {
    if (array.size() == 0) {
      return Double.NaN;
    }
    double[] block = new double[BLOCK];
    CompensatedSum sum = new CompensatedSum();
    each(array, block, x -> sum.add(x));
    double mean = sum.value() / array.size();
    double[] most = new double[1];
    each(array, block, x -> most[0] = Math.max(most[0], Math.abs(x - mean)));
    if (Double.isNaN(most[0]) || Double.isInfinite(most[0])) {
      return Double.NaN;
    }
    if (most[0] == 0) {
      return 0;
    }
    int exponent = Math.getExponent(most[0]);
    CompensatedSum squares = new CompensatedSum();
    CompensatedSum rest = new CompensatedSum();
    each(
        array,
        block,
        x -> {
          double d = Math.scalb(x - mean, -exponent);
          squares.add(d * d);
          rest.add(d);
        });
    double n = array.size();
    double variance = squares.value() / n - rest.value() / n * (rest.value() / n);
    return Math.scalb(Math.sqrt(Math.max(0, variance)), exponent);
  }

  private interface Use {
    void accept(double x);
  }

  private static void each(NdArray array, double[] block, Use use) {
    for (int from = 0; from < array.size(); from += BLOCK) {
      int n = Math.min(BLOCK, array.size() - from);
      if (array.dtype().itemSize() == 8 && array.dtype().kind() != DType.Kind.FLOAT) {
        relative(array, from, n, block);
      } else {
        array.read(from, n, block);
      }
      for (int i = 0; i < n; i++) {
        use.accept(block[i]);
      }
    }
  }

  /**
   * 64-bit integers less the first one; a difference beyond 64 bits is large enough to be rounded.
   */
  private static void relative(NdArray array, int from, int n, double[] to) {
    ByteBuffer data = array.data();
    long first = data.getLong(0);
    boolean signed = array.dtype().kind() == DType.Kind.SIGNED;
    for (int i = 0; i < n; i++) {
      long x = data.getLong(8 * (from + i));
      boolean above = signed ? x >= first : Long.compareUnsigned(x, first) >= 0;
      to[i] = above ? NdArray.unsigned(x - first) : -NdArray.unsigned(first - x);
    }
  }
}
