package io.github.blueskyspark.arrays;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.Arrays;

/** Azimuthal average: the mean of the pixels whose distance from a centre, rounded down, is k. */
public final class RadialMean {
  private static final long MOST_BINS = 1 << 24;
  private static final double NEAR = 1e-9;

  private RadialMean() {}

  /**
   * Means for k from 0 to bins - 1; NaN where there is no pixel.
   *
   * @param array two axes (y, x); axes of length 1 in front are left out
   * @param cy row of the centre, in pixels; may lie between pixels
   * @param cx column of the centre
   * @throws OptionException for an array of other rank, or no bins
   */
  public static double[] of(NdArray array, double cy, double cx, long bins) {
    if (bins < 1 || bins > MOST_BINS) {
      throw new OptionException(
          Location.of("function nd_radial"),
          "average in " + bins + " bins",
          "there must be 1 to " + MOST_BINS,
          "Give another number");
    }
    NdArray image = array.squeezedTo(2, "nd_radial");
    int width = image.length(1);
    double[] row = new double[width];
    double[] sums = new double[(int) bins];
    double[] lost = new double[(int) bins];
    long[] counts = new long[(int) bins];
    for (int y = 0; y < image.length(0); y++) {
      image.read(y * width, width, row);
      for (int x = 0; x < width; x++) {
        double distance = distance(y - cy, x - cx);
        if (distance < bins) {
          int k = (int) distance;
          double next = sums[k] + row[x];
          double v = next - sums[k];
          lost[k] += (sums[k] - (next - v)) + (row[x] - v);
          sums[k] = next;
          counts[k]++;
        }
      }
    }
    double[] means = new double[(int) bins];
    Arrays.setAll(means, k -> (Double.isNaN(lost[k]) ? sums[k] : sums[k] + lost[k]) / counts[k]);
    return means;
  }

  /**
   * The slow, exact root only where rounding decides on which side of a bin's edge a pixel lies.
   */
  private static double distance(double dy, double dx) {
    double fast = Math.sqrt(dy * dy + dx * dx);
    return Math.abs(fast - Math.rint(fast)) < NEAR * (1 + fast) ? Math.hypot(dy, dx) : fast;
  }
}
