package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NdStdTest {

  @Test
  void theDivisorIsTheNumberOfElements() {
    assertThat(NdStd.invoke(NdRows.doubles(new int[] {4}, 1, 2, 3, 4)))
        .isCloseTo(1.118033988749895, within(1e-15));
  }

  @Test
  void equalElementsDoNotDeviate() {
    assertThat(NdStd.invoke(NdRows.unsignedBytes(new int[] {3}, 7, 7, 7))).isEqualTo(0.0);
  }

  @Test
  void aLargeOffsetCostsNoDigits() {
    assertThat(NdStd.invoke(NdRows.doubles(new int[] {3}, 1e9 + 4, 1e9 + 7, 1e9 + 10)))
        .isCloseTo(2.449489742783178, within(1e-9));
  }

  @Test
  void nothingHasNoDeviation() {
    assertThat(NdStd.invoke(NdRows.doubles(new int[] {0}))).isNaN();
  }

  @Test
  void nullIsNull() {
    assertThat(NdStd.invoke(null)).isNull();
  }
}
