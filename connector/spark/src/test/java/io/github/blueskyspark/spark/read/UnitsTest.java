package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {

  @Test
  void bytesBelowAKibibyteAreWhole() {
    assertThat(Units.bytes(0)).isEqualTo("0 B");
    assertThat(Units.bytes(1023)).isEqualTo("1023 B");
  }

  @Test
  void everyUnitBeginsAtItsPowerOf1024() {
    assertThat(Units.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Units.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Units.bytes(1L << 20)).isEqualTo("1.0 MiB");
    assertThat(Units.bytes(1L << 30)).isEqualTo("1.0 GiB");
    assertThat(Units.bytes(1L << 40)).isEqualTo("1.0 TiB");
  }

  @Test
  void beyondTheLastUnitTheNumberGrows() {
    assertThat(Units.bytes(1L << 52)).isEqualTo("4096.0 TiB");
  }

  @Test
  void timesBelowASecondAreMilliseconds() {
    assertThat(Units.nanoseconds(0)).isEqualTo("0 ms");
    assertThat(Units.nanoseconds(999_000_000)).isEqualTo("999 ms");
    assertThat(Units.nanoseconds(1_000_000_000)).isEqualTo("1.0 s");
    assertThat(Units.nanoseconds(90_000_000_000L)).isEqualTo("90.0 s");
  }
}
