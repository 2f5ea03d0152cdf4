package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bit patterns and values of numpy's float16. */
class HalfFloatTest {
  @ParameterizedTest
  @CsvSource({
    "0000, 0.0",
    "8000, -0.0",
    "0001, 5.9604644775390625e-08",
    "03ff, 6.097555160522461e-05",
    "0400, 6.103515625e-05",
    "3555, 0.333251953125",
    "3c00, 1.0",
    "c000, -2.0",
    "7bff, 65504.0",
    "7c00, Infinity",
    "fc00, -Infinity"
  })
  void bitsAndValuesGoBothWays(String bits, double value) {
    short half = (short) Integer.parseInt(bits, 16);
    assertThat(HalfFloat.value(half)).isEqualTo(value);
    assertThat(HalfFloat.bits(value)).isEqualTo(half);
  }

  @Test
  void notANumberStaysSo() {
    assertThat(HalfFloat.value((short) 0x7e00)).isNaN();
    assertThat(HalfFloat.value((short) 0xfc01)).isNaN();
    assertThat(HalfFloat.bits(Double.NaN)).isEqualTo((short) 0x7e00);
  }
}
