package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NdCentroidTest {

  @Test
  void thereIsOneIndexAnAxisWeightedWithTheElements() {
    assertThat(
            NdCentroid.invoke(NdRows.unsignedBytes(new int[] {2, 2}, 0, 1, 0, 3)).toDoubleArray())
        .containsExactly(0.75, 1.0);
  }

  @Test
  void aDarkImageHasNoCentre() {
    assertThat(NdCentroid.invoke(NdRows.unsignedBytes(new int[] {2}, 0, 0)).toDoubleArray())
        .containsExactly(Double.NaN);
  }

  @Test
  void aScalarHasNoAxes() {
    assertThat(NdCentroid.invoke(NdRows.doubles(new int[0], 3)).numElements()).isZero();
  }

  @Test
  void nullIsNull() {
    assertThat(NdCentroid.invoke(null)).isNull();
  }
}
