package io.github.blueskyspark.arrays;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;

/**
 * Counts in bins of equal width, as {@code numpy.histogram(x, bins, range)}: half open, the last
 * one closed.
 */
public final class Histogram {
  private static final int BLOCK = 4096;
  private static final long MOST_BINS = 1 << 24;
  private static final Location WHERE = Location.of("function nd_histogram");

  private Histogram() {}

  /**
   * The counts; values outside and NaN count nowhere.
   *
   * @param low left edge of the first bin
   * @param high right edge of the last bin, more than {@code low}
   * @param bins how many, at least 1
   * @throws OptionException for edges or bins that make no histogram
   */
  public static long[] of(NdArray array, double low, double high, long bins) {
    if (bins < 1 || bins > MOST_BINS) {
      throw new OptionException(
          WHERE,
          "count in " + bins + " bins",
          "there must be 1 to " + MOST_BINS,
          "Give another number");
    }
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new OptionException(
          WHERE,
          "count from " + low + " to " + high,
          "that is no range",
          "Give finite edges, the lower one first");
    }
    int n = (int) bins;
    double[] edges = edges(low, high, n);
    long[] counts = new long[n];
    double[] block = new double[BLOCK];
    for (int from = 0; from < array.size(); from += BLOCK) {
      int length = Math.min(BLOCK, array.size() - from);
      array.read(from, length, block);
      for (int i = 0; i < length; i++) {
        double x = block[i];
        if (x >= low && x <= high) {
          counts[bin(x, edges)]++;
        }
      }
    }
    return counts;
  }

  /** numpy.linspace. */
  private static double[] edges(double low, double high, int n) {
    double step = (high - low) / n;
    double[] edges = new double[n + 1];
    for (int i = 0; i < n; i++) {
      edges[i] = i * step + low;
    }
    edges[n] = high;
    return edges;
  }

  /** A first guess, corrected by the edges themselves. */
  private static int bin(double x, double[] edges) {
    int n = edges.length - 1;
    int guess = Math.min(n - 1, (int) ((x - edges[0]) / (edges[n] - edges[0]) * n));
    if (x < edges[guess]) {
      return guess - 1;
    }
    return guess < n - 1 && x >= edges[guess + 1] ? guess + 1 : guess;
  }
}
