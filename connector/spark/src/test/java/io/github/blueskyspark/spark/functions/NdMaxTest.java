package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NdMaxTest {

  @Test
  void floatsAreCompared() {
    assertThat(NdMax.invoke(NdRows.doubles(new int[] {4}, 2, 9, -3.5, 0))).isEqualTo(9.0);
  }

  @Test
  void unsignedBytesAreNotSigned() {
    assertThat(NdMax.invoke(NdRows.unsignedBytes(new int[] {3}, 255, 0, 128))).isEqualTo(255.0);
  }

  @Test
  void oneThatIsNoNumberWinsAsInNumpy() {
    assertThat(NdMax.invoke(NdRows.doubles(new int[] {3}, 1, Double.NaN, 2))).isNaN();
  }

  @Test
  void infinitiesAreNumbers() {
    assertThat(
            NdMax.invoke(
                NdRows.doubles(
                    new int[] {3}, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY)))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void nullIsNull() {
    assertThat(NdMax.invoke(null)).isNull();
  }
}
