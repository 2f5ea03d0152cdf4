package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A frame that libzstd wrote through hdf5plugin. */
class ZstdFrameTest {
  private static final String FRAME = "28b52ffd204055000020010203040100597244";

  @Test
  void aFrameOfKnownSizeGivesItsBytes() throws DamagedChunkException {
    assertThat(Blocks.decode(new ZstdFrame(), FRAME, 64)).isEqualTo("01020304".repeat(16));
  }

  @Test
  void theFrameTellsItsSizeWhereNothingElseDoes() throws DamagedChunkException {
    assertThat(Blocks.decodeUpTo(new ZstdFrame(), FRAME, 1000)).isEqualTo("01020304".repeat(16));
  }

  @Test
  void aFrameLargerThanAllowedIsRefused() {
    assertThatThrownBy(() -> Blocks.decodeUpTo(new ZstdFrame(), FRAME, 63))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("declares 64 bytes");
  }

  @Test
  void aFrameThatIsCutIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new ZstdFrame(), FRAME.substring(0, 20), 64))
        .isInstanceOf(DamagedChunkException.class);
  }

  @Test
  void bytesThatAreNoFrameAreRefused() {
    assertThatThrownBy(() -> Blocks.decode(new ZstdFrame(), "00010203", 64))
        .isInstanceOf(DamagedChunkException.class);
  }
}
