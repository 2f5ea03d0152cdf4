package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NdMeanTest {

  @Test
  void theMeanOfIntegersMayLieBetweenThem() {
    assertThat(NdMean.invoke(NdRows.unsignedBytes(new int[] {2, 2}, 1, 2, 3, 4))).isEqualTo(2.5);
  }

  @Test
  void nothingHasNoMean() {
    assertThat(NdMean.invoke(NdRows.doubles(new int[] {0}))).isNaN();
  }

  @Test
  void aScalarIsItsOwnMean() {
    assertThat(NdMean.invoke(NdRows.doubles(new int[0], -7.25))).isEqualTo(-7.25);
  }

  @Test
  void nullIsNull() {
    assertThat(NdMean.invoke(null)).isNull();
  }
}
