package io.github.blueskyspark.arrays;

/** A sum of doubles that keeps what each addition loses (Neumaier). */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double x) {
    double next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
    sum = next;
  }

  /** With an infinity in it, what was lost is NaN and the plain sum is the answer. */
  double value() {
    return Double.isNaN(lost) || Double.isInfinite(sum) ? sum : sum + lost;
  }
}
