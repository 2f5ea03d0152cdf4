package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Streams that libbz2 wrote through hdf5plugin. */
class Bzip2Test {
  private static final String STREAM =
      "425a6839314159265359f174197d000007c0003c00200030cd340a93260e0a183c5dc914e14243c5d065f4";

  @Test
  void aStreamOfKnownSizeGivesItsBytes() throws DamagedChunkException {
    assertThat(Blocks.decode(new Bzip2(), STREAM, 64)).isEqualTo("01020304".repeat(16));
  }

  @Test
  void aStreamOfUnknownSizeGivesItsBytes() throws DamagedChunkException {
    assertThat(Blocks.decodeUpTo(new Bzip2(), STREAM, 1000)).isEqualTo("01020304".repeat(16));
  }

  @Test
  void bytesThatAreNoStreamSaySo() {
    assertThatThrownBy(() -> Blocks.decode(new Bzip2(), "0102030405", 64))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("bzip2 stream is damaged");
  }

  @Test
  void aStreamThatIsCutSaysSo() {
    assertThatThrownBy(() -> Blocks.decode(new Bzip2(), STREAM.substring(0, 50), 64))
        .isInstanceOf(DamagedChunkException.class);
  }
}
