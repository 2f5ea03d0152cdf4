package io.github.blueskyspark.assets.hdf5.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkTest {
  @Test
  void aChunkThatWasNeverWrittenHasNoAddress() {
    assertThat(Chunk.NONE.isWritten()).isFalse();
    assertThat(Chunk.NONE.size()).isZero();
  }

  @Test
  void addressZeroIsAnAddress() {
    assertThat(new Chunk(0, 16, 0).isWritten()).isTrue();
  }
}
