package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Chunks with the checksum that the HDF5 library put behind them. */
class Fletcher32Test {
  @Test
  void theChecksumIsTakenOffAnEvenChunk() throws DamagedChunkException {
    assertThat(Blocks.decode(new Fletcher32(), "01020304050607081410281e", 8))
        .isEqualTo("0102030405060708");
  }

  @Test
  void theLastByteOfAnOddChunkCountsAsTheHighHalfOfAWord() throws DamagedChunkException {
    assertThat(Blocks.decode(new Fletcher32(), "010203040506090e0e", 5)).isEqualTo("0102030405");
  }

  @Test
  void theByteOrderOfOldLibrariesIsAccepted() throws DamagedChunkException {
    assertThat(Blocks.decode(new Fletcher32(), "010203040506070810141e28", 8))
        .isEqualTo("0102030405060708");
  }

  @Test
  void oneFlippedBitIsNoticedWithBothSums() {
    assertThatThrownBy(() -> Blocks.decode(new Fletcher32(), "01020304050607091410281e", 8))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("is 1e281014")
        .hasMessageContaining("give 1e291015");
  }

  @Test
  void aChunkShorterThanItsChecksumIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Fletcher32(), "010203", 0))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("3 bytes hold no");
  }

  @Test
  void itAddsFourBytes() {
    assertThat(new Fletcher32().added()).isEqualTo(4);
  }
}
