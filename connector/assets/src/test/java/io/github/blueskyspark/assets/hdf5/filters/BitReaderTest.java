package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.DamagedChunkException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BitReaderTest {
  @Test
  void numbersCrossBytesMostSignificantBitFirst() throws DamagedChunkException {
    BitReader bits = of("b5f0");
    assertThat(bits.bits(3)).isEqualTo(5);
    assertThat(bits.bits(7)).isEqualTo(0x57);
    assertThat(bits.bits(6)).isEqualTo(0x30);
  }

  @Test
  void noBitsAreZeroAndReadNothing() throws DamagedChunkException {
    assertThat(of("").bits(0)).isZero();
  }

  @Test
  void sixtyFourBitsKeepTheirTopBit() throws DamagedChunkException {
    assertThat(of("fedcba9876543210").bits(64)).isEqualTo(0xfedcba9876543210L);
  }

  @Test
  void fortyBitsFromTheMiddleOfAByte() throws DamagedChunkException {
    BitReader bits = of("f123456789a0");
    assertThat(bits.bits(4)).isEqualTo(15);
    assertThat(bits.bits(40)).isEqualTo(0x123456789aL);
  }

  @Test
  void zerosCountsToTheNextOneAndReadsIt() throws DamagedChunkException {
    BitReader bits = of("2001");
    assertThat(bits.zeros()).isEqualTo(2);
    assertThat(bits.zeros()).isEqualTo(12);
  }

  @Test
  void theEndIsNoticedByBothReads() {
    assertThatThrownBy(() -> of("ff").bits(9)).isInstanceOf(DamagedChunkException.class);
    assertThatThrownBy(() -> of("0000").zeros()).isInstanceOf(DamagedChunkException.class);
  }

  private static BitReader of(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return new BitReader(bytes, 0, bytes.length);
  }
}
