package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks of {@code uint16} counting from 0 that hdf5plugin's bitshuffle filter wrote. */
class BitshuffleTest {
  private static final String EIGHT = "00000100020003000400050006000700";
  private static final String SIXTEEN = EIGHT + "080009000a000b000c000d000e000f00";

  @Test
  void bitsOfEightElementsComeTogether() throws DamagedChunkException {
    assertThat(Blocks.decode(plain(), "aaccf000000000000000000000000000", 16)).isEqualTo(EIGHT);
  }

  @Test
  void elementsBeyondAMultipleOfEightAreStoredAsTheyAre() throws DamagedChunkException {
    assertThat(Blocks.decode(plain(), "aaccf00000000000000000000000000008000900", 20))
        .isEqualTo(EIGHT + "08000900");
  }

  @Test
  void lz4BehindTheShuffle() throws DamagedChunkException {
    String chunk = "000000000000002000002000000000129eaaaaccccf0f000ff000100500000000000";
    assertThat(Blocks.decode(new Bitshuffle(List.of(0, 4, 2, 0, 2), 2), chunk, 32))
        .isEqualTo(SIXTEEN);
  }

  @Test
  void zstandardBehindTheShuffle() throws DamagedChunkException {
    String chunk =
        "0000000000000020000020000000001828b52ffd20207d000048aaaaccccf0f000ff000100353802";
    assertThat(Blocks.decode(new Bitshuffle(List.of(0, 4, 2, 0, 3, 3), 2), chunk, 32))
        .isEqualTo(SIXTEEN);
  }

  @Test
  void anUnknownCompressionIsNamed() {
    Bitshuffle filter = new Bitshuffle(List.of(0, 4, 2, 0, 9), 2);
    assertThatThrownBy(() -> Blocks.decode(filter, "00", 32))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("bitshuffle with compression 9");
  }

  @Test
  void blocksOfABrokenLengthAreRefused() {
    Bitshuffle filter = new Bitshuffle(List.of(0, 4, 2, 7, 0), 2);
    assertThatThrownBy(() -> Blocks.decode(filter, "00".repeat(16), 16))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("blocks of 7 elements");
  }

  @Test
  void onlyTheUncompressedVariantKeepsTheLength() {
    assertThat(plain().added()).isZero();
    assertThat(new Bitshuffle(List.of(0, 4, 2, 0, 2), 2).added()).isEqualTo(-1);
  }

  private static Bitshuffle plain() {
    return new Bitshuffle(List.of(0, 4, 2, 0, 0), 2);
  }
}
