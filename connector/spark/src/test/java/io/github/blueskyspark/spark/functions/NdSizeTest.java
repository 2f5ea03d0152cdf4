package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NdSizeTest {

  @Test
  void lengthsAreMultiplied() {
    assertThat(NdSize.invoke(NdRows.unsignedBytes(new int[] {2, 3}, 1, 2, 3, 4, 5, 6)))
        .isEqualTo(6L);
  }

  @Test
  void aScalarHasOneElementAndAnEmptyAxisNone() {
    assertThat(NdSize.invoke(NdRows.doubles(new int[0], 1))).isEqualTo(1L);
    assertThat(NdSize.invoke(NdRows.doubles(new int[] {5, 0}))).isEqualTo(0L);
  }

  @Test
  void onlyTheShapeIsLookedAt() {
    assertThat(NdSize.invoke(NdRows.row("|O", new int[] {100_000, 100_000}, new byte[0])))
        .isEqualTo(10_000_000_000L);
  }

  @Test
  void nullIsNull() {
    assertThat(NdSize.invoke(null)).isNull();
  }
}
