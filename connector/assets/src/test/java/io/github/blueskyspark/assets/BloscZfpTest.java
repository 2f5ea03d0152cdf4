package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Codecs.Piece;
import org.junit.jupiter.api.Test;

/** What python-blosc2 packs by ZFP is among the HDF5 samples; here is what cannot be. */
class BloscZfpTest {
  private final BloscZfp zfp = new BloscZfp();
  private final Piece zeros = new Piece(new byte[100], 0, 100);
  private final byte[] target = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  @Test
  void onlyThePieceIsWritten() throws DamagedChunkException {
    zfp.decode(zeros, new Piece(target, 4, 8), 33, 0, 4, new int[] {2});
    assertThat(target).containsExactly(1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 13, 14, 15, 16);
  }

  @Test
  void aBlockThatIsShorterThanTheOneBeforeIsRefused() throws DamagedChunkException {
    int[] two = {2};
    zfp.decode(zeros, new Piece(target, 0, 8), 33, 0, 4, two);
    assertThatThrownBy(() -> zfp.decode(zeros, new Piece(target, 0, 4), 33, 0, 4, two))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("a ZFP array of 8 bytes, 4 are due");
  }

  @Test
  void theCodesAreThoseOfThreeModes() {
    assertThat(BloscZfp.isCode(32)).isFalse();
    assertThat(BloscZfp.isCode(33)).isTrue();
    assertThat(BloscZfp.isCode(35)).isTrue();
    assertThat(BloscZfp.isCode(36)).isFalse();
  }

  @Test
  void blocksOfAnotherSizeAreRefused() {
    refused(4, 3);
    refused(8, 4);
    refused(2, 8);
    refused(4);
    refused(4, 4, 1, 1, 1, 1);
    refused(4, 1 << 20, 1 << 20);
  }

  private void refused(int typeSize, int... block) {
    Piece out = new Piece(target, 0, 16);
    assertThatThrownBy(() -> zfp.decode(zeros, out, 35, 50, typeSize, block))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageStartingWith("Blosc2 packed 16 bytes by ZFP as blocks of [");
  }

  @Test
  void aStreamThatEndsTooEarlyIsRefused() {
    Piece none = new Piece(new byte[0], 0, 0);
    assertThatThrownBy(
            () -> zfp.decode(none, new Piece(target, 0, 16), 34, 255, 4, new int[] {2, 2}))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("the ZFP stream ends too early");
  }
}
