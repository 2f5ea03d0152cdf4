package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NdValuesTest {

  @Test
  void elementsAreInTheOrderOfC() {
    assertThat(
            NdValues.invoke(NdRows.unsignedBytes(new int[] {2, 2}, 1, 2, 3, 255)).toDoubleArray())
        .containsExactly(1, 2, 3, 255);
  }

  @Test
  void bigEndianNumbersAreUnderstood() {
    assertThat(
            NdValues.invoke(NdRows.row(">i2", new int[] {2}, new byte[] {1, 0, -1, -2}))
                .toDoubleArray())
        .containsExactly(256, -2);
  }

  @Test
  void halvesAreUnderstood() {
    byte[] halves = {0x00, 0x3c, 0x00, (byte) 0xc0, 0x00, 0x7c};
    assertThat(NdValues.invoke(NdRows.row("<f2", new int[] {3}, halves)).toDoubleArray())
        .containsExactly(1, -2, Double.POSITIVE_INFINITY);
  }

  @Test
  void nullIsNull() {
    assertThat(NdValues.invoke(null)).isNull();
  }
}
