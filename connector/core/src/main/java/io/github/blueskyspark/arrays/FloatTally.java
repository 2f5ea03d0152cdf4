package io.github.blueskyspark.arrays;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Floats of 2, 4 and 8 bytes: every element is exact as a double, and each addition's rounding
 * error is added up beside the sum.
 */
final class FloatTally implements FrameStatistics.Tally {
  private static final int BLOCK = 1024;

  private final int itemSize;
  private final boolean all;
  private final double[] block = new double[BLOCK];
  private final float[] floats = new float[BLOCK];
  private long count;
  private double plain;
  private double error;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private boolean hasNaN;

  FloatTally(DType dtype, boolean all) {
    this.itemSize = dtype.itemSize();
    this.all = all;
  }

  @Override
  public void add(ByteBuffer data) {
    int elements = data.remaining() / itemSize;
    count += elements;
    var doubles = data.asDoubleBuffer();
    var singles = data.asFloatBuffer();
    for (int from = 0; from < elements; from += BLOCK) {
      int n = Math.min(BLOCK, elements - from);
      switch (itemSize) {
        case 8 -> doubles.get(block, 0, n);
        case 4 -> {
          singles.get(floats, 0, n);
          for (int i = 0; i < n; i++) {
            block[i] = floats[i];
          }
        }
        default -> {
          for (int i = 0; i < n; i++) {
            block[i] = Elements.half(data.getShort(2 * (from + i)));
          }
        }
      }
      sum(n);
      if (all) {
        extremes(n);
      }
    }
  }

  /**
   * Four sums side by side, because each addition waits for the one before; error terms by Knuth's
   * two-sum.
   */
  private void sum(int n) {
    Arrays.fill(block, n, Math.min(BLOCK, (n + 3) & ~3), 0.0);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double lost = 0;
    for (int i = 0; i < n; i += 4) {
      double x = block[i];
      double y = block[i + 1];
      double z = block[i + 2];
      double w = block[i + 3];
      double na = a + x;
      double nb = b + y;
      double nc = c + z;
      double nd = d + w;
      double va = na - a;
      double vb = nb - b;
      double vc = nc - c;
      double vd = nd - d;
      lost += ((a - (na - va)) + (x - va)) + ((b - (nb - vb)) + (y - vb));
      lost += ((c - (nc - vc)) + (z - vc)) + ((d - (nd - vd)) + (w - vd));
      a = na;
      b = nb;
      c = nc;
      d = nd;
    }
    error += lost;
    single(a);
    single(b);
    single(c);
    single(d);
    hasNaN |= Double.isNaN(a + b + c + d) && findNaN(n);
  }

  private void single(double x) {
    double next = plain + x;
    double v = next - plain;
    error += (plain - (next - v)) + (x - v);
    plain = next;
  }

  /** A NaN sum can also come of both infinities. */
  private boolean findNaN(int n) {
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(block[i])) {
        return true;
      }
    }
    return false;
  }

  private void extremes(int n) {
    double lo = least;
    double hi = most;
    for (int i = 0; i < n; i++) {
      double x = block[i];
      lo = x < lo ? x : lo;
      hi = x > hi ? x : hi;
    }
    least = lo;
    most = hi;
  }

  @Override
  public double min() {
    return hasNaN || !all || count == 0 ? Double.NaN : least;
  }

  @Override
  public double max() {
    return hasNaN || !all || count == 0 ? Double.NaN : most;
  }

  /** With an infinity in it, the error terms are NaN and the plain sum is the answer. */
  @Override
  public double sum() {
    return Double.isNaN(error) || Double.isInfinite(plain) ? plain : plain + error;
  }

  @Override
  public double mean(long n) {
    return n == 0 ? Double.NaN : sum() / n;
  }
}
