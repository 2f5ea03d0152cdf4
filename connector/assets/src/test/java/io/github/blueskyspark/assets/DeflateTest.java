package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Streams that zlib wrote through h5py. */
class DeflateTest {
  private static final String STREAM = "789c6364626661a4000300144000a1";
  private static final String PLAIN = "01020304".repeat(16);

  @Test
  void aStreamOfKnownSizeGivesItsBytes() throws DamagedChunkException {
    assertThat(Blocks.decode(new Deflate(), STREAM, 64)).isEqualTo(PLAIN);
  }

  @Test
  void aStreamOfUnknownSizeGivesItsBytes() throws DamagedChunkException {
    assertThat(Blocks.decodeUpTo(new Deflate(), STREAM, 1000)).isEqualTo(PLAIN);
  }

  @Test
  void oneDecoderServesManyChunks() throws DamagedChunkException {
    try (Deflate deflate = new Deflate()) {
      assertThat(Blocks.decode(deflate, STREAM, 64)).isEqualTo(PLAIN);
      assertThat(Blocks.decode(deflate, STREAM, 64)).isEqualTo(PLAIN);
    }
  }

  @Test
  void aStreamThatIsCutSaysSo() {
    assertThatThrownBy(() -> Blocks.decode(new Deflate(), STREAM.substring(0, 12), 64))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("ends after");
  }

  @Test
  void aStreamThatGivesMoreThanItsChunkIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Deflate(), STREAM, 63))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("more than the 63 bytes due");
  }

  @Test
  void aWrongAdlerChecksumIsNoticed() {
    String wrong = STREAM.substring(0, STREAM.length() - 2) + "a2";
    assertThatThrownBy(() -> Blocks.decode(new Deflate(), wrong, 64))
        .isInstanceOf(DamagedChunkException.class);
  }

  @Test
  void bytesThatAreNoStreamSaySo() {
    assertThatThrownBy(() -> Blocks.decode(new Deflate(), "00112233", 64))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("damaged");
  }
}
