package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NdMinTest {

  @Test
  void floatsAreCompared() {
    assertThat(NdMin.invoke(NdRows.doubles(new int[] {4}, 2, 9, -3.5, 0))).isEqualTo(-3.5);
  }

  @Test
  void unsignedBytesAreNotSigned() {
    assertThat(NdMin.invoke(NdRows.unsignedBytes(new int[] {3}, 255, 0, 128))).isEqualTo(0.0);
  }

  @Test
  void oneThatIsNoNumberWinsAsInNumpy() {
    assertThat(NdMin.invoke(NdRows.doubles(new int[] {3}, 1, Double.NaN, 2))).isNaN();
  }

  @Test
  void infinitiesAreNumbers() {
    assertThat(
            NdMin.invoke(
                NdRows.doubles(
                    new int[] {3}, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY)))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void nullIsNull() {
    assertThat(NdMin.invoke(null)).isNull();
  }
}
