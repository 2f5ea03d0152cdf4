package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import org.junit.jupiter.api.Test;

/** Chunks that hdf5plugin's LZ4 filter wrote. */
class Lz4FramedTest {
  private static final String ONE = "0000000000000040000000400000000e4f01020304040024500401020304";
  private static final String TWO =
      "0000000000000040000000200000000e4f010203040400045004010203040000000e"
          + "4f01020304040004500401020304";

  @Test
  void aBlockThatHoldsTheWholeChunk() throws DamagedChunkException {
    assertThat(Blocks.decode(new Lz4Framed(), ONE, 64)).isEqualTo("01020304".repeat(16));
  }

  @Test
  void blocksFollowEachOther() throws DamagedChunkException {
    assertThat(Blocks.decode(new Lz4Framed(), TWO, 64)).isEqualTo("01020304".repeat(16));
  }

  @Test
  void aBlockOfFullLengthIsNotPacked() throws DamagedChunkException {
    assertThat(
            Blocks.decode(new Lz4Framed(), "000000000000000800000008000000080001020304050607", 8))
        .isEqualTo("0001020304050607");
  }

  @Test
  void aChunkThatDeclaresMoreThanItMayHaveIsRefusedBeforeMemoryIsTaken() {
    assertThatThrownBy(() -> Blocks.decode(new Lz4Framed(), "7fffffffffffffff0000000800000008", 8))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("declares 9223372036854775807 of 8 bytes");
  }

  @Test
  void aChunkWithoutHeadIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Lz4Framed(), "00000000", 8))
        .isInstanceOf(DamagedChunkException.class);
  }

  @Test
  void aBlockThatIsCutIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Lz4Framed(), TWO.substring(0, 40), 64))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("beyond its chunk");
  }
}
