package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import org.junit.jupiter.api.Test;

/** Streams that h5py's LZF filter wrote. */
class LzfTest {
  @Test
  void aLiteralAndAReferenceThatOverlapsItself() throws DamagedChunkException {
    assertThat(Blocks.decode(new Lzf(), "040102030401e03003010304", 64))
        .isEqualTo("01020304".repeat(16));
  }

  @Test
  void runsLongerThanOneReferenceAreFilled() throws DamagedChunkException {
    assertThat(Blocks.decode(new Lzf(), "010000e0ff00e07b00010000", 400))
        .isEqualTo("00".repeat(400));
  }

  @Test
  void nothingGivesNothing() throws DamagedChunkException {
    assertThat(Blocks.decode(new Lzf(), "", 8)).isEmpty();
  }

  @Test
  void aLiteralBeyondTheEndIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Lzf(), "0401", 64))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("literal");
  }

  @Test
  void aReferenceBeforeTheFirstByteIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Lzf(), "00012005", 64))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("reference");
  }

  @Test
  void moreThanTheChunkHoldsIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Lzf(), "010000e0ff00", 100))
        .isInstanceOf(DamagedChunkException.class);
  }
}
