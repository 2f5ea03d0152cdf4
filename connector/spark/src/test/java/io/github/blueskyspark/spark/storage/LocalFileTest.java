package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTest {

  @TempDir private Path dir;

  private Path fiveBytes() throws IOException {
    return Files.write(dir.resolve("five"), new byte[] {10, 11, 12, 13, 14});
  }

  @Test
  void bytesAreReadAtTheirPosition() throws IOException {
    try (LocalFile file = LocalFile.open(fiveBytes())) {
      ByteBuffer target = ByteBuffer.allocate(2);
      file.read(3, target);
      assertThat(file.size()).isEqualTo(5);
      assertThat(target.array()).containsExactly(13, 14);
    }
  }

  @Test
  void readingBeyondTheEndSaysWhereItEnds() throws IOException {
    try (LocalFile file = LocalFile.open(fiveBytes())) {
      assertThatThrownBy(() -> file.read(3, ByteBuffer.allocate(4)))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("five ends at byte 5, 2 bytes early");
    }
  }

  @Test
  void nothingIsMappedBeyondTheEnd() throws IOException {
    try (LocalFile file = LocalFile.open(fiveBytes())) {
      assertThat(file.map(0, 6)).isEmpty();
      assertThat(file.map(5, 1)).isEmpty();
      assertThat(file.map(-1, 1)).isEmpty();
      assertThat(file.map(0, -1)).isEmpty();
      assertThat(file.map(Long.MAX_VALUE, 1)).isEmpty();
      assertThat(file.map(1, 4).orElseThrow().get(0)).isEqualTo((byte) 11);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> LocalFile.open(dir.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }
}
