package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {
  /** Bit patterns of IEEE 754 binary16. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0x0000",
    "-0.0, 0x8000",
    "1.0, 0x3c00",
    "-2.0, 0xc000",
    "0.333251953125, 0x3555",
    "65504.0, 0x7bff",
    "65519.999, 0x7bff",
    "65520.0, 0x7c00",
    "-65520.0, 0xfc00",
    "1e300, 0x7c00",
    "Infinity, 0x7c00",
    "-Infinity, 0xfc00",
    "NaN, 0x7e00",
    "6.103515625e-5, 0x0400",
    "5.9604644775390625e-8, 0x0001",
    "2.98023223876953125e-8, 0x0000",
    "2.980232238769532e-8, 0x0001",
    "-1e-320, 0x8000",
    "2049.0, 0x6800",
    "2051.0, 0x6802",
    "4095.9, 0x6c00",
  })
  void nearestHalfIsTakenTiesToEven(double value, String bits) {
    assertThat(HalfFloats.fromDouble(value) & 0xffff).isEqualTo(Integer.decode(bits));
  }
}
