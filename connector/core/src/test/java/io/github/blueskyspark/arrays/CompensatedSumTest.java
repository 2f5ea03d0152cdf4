package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sums as {@code math.fsum} of Python gives them. */
class CompensatedSumTest {
  private static double sum(double... values) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }

  @Test
  void smallAddendsAreNotLostBesideLargeOnes() {
    assertThat(sum(1e100, 1.0, -1e100)).isEqualTo(1.0);
    assertThat(sum(1.0, 1e100, 1.0, -1e100)).isEqualTo(2.0);
    assertThat(sum(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)).isEqualTo(1.0);
  }

  @Test
  void nothingAddsUpToZero() {
    assertThat(sum()).isEqualTo(0.0);
  }

  @Test
  void infinitiesAndNanStay() {
    assertThat(sum(1, Double.POSITIVE_INFINITY, 2)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(Double.NEGATIVE_INFINITY, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sum(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)).isNaN();
    assertThat(sum(1, Double.NaN)).isNaN();
  }
}
