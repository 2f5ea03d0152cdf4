package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.junit.jupiter.api.Test;

class NdRadialTest {

  @Test
  void distancesAreRoundedDown() {
    assertThat(
            NdRadial.invoke(NdRows.unsignedBytes(new int[] {2, 2}, 1, 2, 4, 12), 0, 0, 2)
                .toDoubleArray())
        .containsExactly(1, 6);
  }

  @Test
  void binsWithoutPixelsAreNotANumber() {
    assertThat(NdRadial.invoke(NdRows.unsignedBytes(new int[] {1, 1}, 9), 0, 0, 2).toDoubleArray())
        .containsExactly(9, Double.NaN);
  }

  @Test
  void axesOfLengthOneInFrontAreLeftOut() {
    assertThat(
            NdRadial.invoke(NdRows.unsignedBytes(new int[] {1, 1, 2}, 3, 5), 0, 1, 2)
                .toDoubleArray())
        .containsExactly(5, 3);
  }

  @Test
  void aSpectrumIsNoImage() {
    assertThatThrownBy(() -> NdRadial.invoke(NdRows.doubles(new int[] {2}, 1, 2), 0, 0, 2))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("nd_radial")
        .hasMessageContaining("2 axes");
  }

  @Test
  void nullIsNull() {
    assertThat(NdRadial.invoke(null, 0, 0, 1)).isNull();
  }
}
