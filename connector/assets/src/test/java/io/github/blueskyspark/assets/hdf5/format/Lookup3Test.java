package io.github.blueskyspark.assets.hdf5.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that a compiled lookup3.c gives with seed 0. */
class Lookup3Test {
  @ParameterizedTest
  @CsvSource({
    "'', deadbeef",
    "a, 58d68708",
    "123456789012, b578f5b0",
    "1234567890123, de86d9f5",
    "Four score and seven years ago, 17770551"
  })
  void hashesAreThoseOfTheOriginal(String text, String expected) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(Integer.toHexString(Lookup3.hash(bytes, bytes.length))).isEqualTo(expected);
  }

  @Test
  void bytesBehindTheLengthDoNotCount() {
    assertThat(Lookup3.hash("abc".getBytes(US_ASCII), 1)).isEqualTo(0x58d68708);
  }
}
