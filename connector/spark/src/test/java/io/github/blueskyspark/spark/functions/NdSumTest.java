package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.junit.jupiter.api.Test;

class NdSumTest {

  @Test
  void unsignedBytesDoNotWrap() {
    assertThat(NdSum.invoke(NdRows.unsignedBytes(new int[] {3}, 255, 255, 2))).isEqualTo(512.0);
  }

  @Test
  void booleansCount() {
    assertThat(NdSum.invoke(NdRows.row("|b1", new int[] {3}, new byte[] {1, 0, 1}))).isEqualTo(2.0);
  }

  @Test
  void anEmptyArrayAddsUpToZero() {
    assertThat(NdSum.invoke(NdRows.doubles(new int[] {0, 4}))).isEqualTo(0.0);
  }

  @Test
  void largeIntegersAreAddedExactly() {
    byte[] bytes = {1, 0, 0, 0, 0, 0, 0, (byte) 0x80, -1, -1, -1, -1, -1, -1, -1, 0x7f};
    assertThat(NdSum.invoke(NdRows.row("<i8", new int[] {2}, bytes))).isEqualTo(0.0);
  }

  @Test
  void notANumberStaysSo() {
    assertThat(NdSum.invoke(NdRows.doubles(new int[] {2}, 1, Double.NaN))).isNaN();
  }

  @Test
  void nullIsNull() {
    assertThat(NdSum.invoke(null)).isNull();
  }

  @Test
  void textIsRefusedByItsDtype() {
    assertThatThrownBy(() -> NdSum.invoke(NdRows.row("|S2", new int[] {1}, new byte[2])))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("nd_sum")
        .hasMessageContaining("|S2");
  }
}
