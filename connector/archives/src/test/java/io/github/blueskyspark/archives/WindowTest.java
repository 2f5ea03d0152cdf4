package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @Test
  void nothingIsReadBeforeItIsAskedFor() {
    Window window = Window.over(counting(10), 0, 0, 100);
    assertThat(window.limit()).isZero();
    assertThat(window.hasEnded()).isFalse();
  }

  @Test
  void theEndIsKnownOnlyAfterReadingOn() throws IOException {
    Window window = Window.over(counting(10), 0, 0, 100);
    window.more();
    assertThat(window.limit()).isEqualTo(10);
    assertThat(window.hasEnded()).isFalse();
    window.more();
    assertThat(window.hasEnded()).isTrue();
    assertThat(window.more()).isZero();
    assertThat(window.limit()).isEqualTo(10);
  }

  @Test
  void positionsCountFromTheFilesBeginning() throws IOException {
    Window window = Window.over(counting(10), 4, 1_000_004, 100);
    window.more();
    assertThat(window.bytes()[0]).isEqualTo((byte) 4);
    assertThat(window.limit()).isEqualTo(6);
    assertThat(window.position(2)).isEqualTo(1_000_006);
  }

  @Test
  void releasedBytesMakeRoomAndPositionsStay() throws IOException {
    Window window = new Window(new ByteArrayInputStream(counting(2000)), 0, 1024, 100_000);
    window.more();
    assertThat(window.limit()).isEqualTo(1024);
    window.release(1000);
    assertThat(window.more()).isEqualTo(1000);
    assertThat(window.start()).isZero();
    assertThat(window.position(0)).isEqualTo(1000);
    assertThat(window.limit()).isEqualTo(1000);
    assertThat(window.bytes()[0]).isEqualTo((byte) 1000);
    assertThat(window.bytes()[999]).isEqualTo((byte) 1999);
  }

  @Test
  void bytesStillNeededAreKeptInAGreaterBuffer() throws IOException {
    byte[] source = counting(3000);
    Window window = new Window(new ByteArrayInputStream(source), 0, 1024, 100_000);
    while (!window.hasEnded()) {
      assertThat(window.more()).isZero();
    }
    assertThat(window.limit()).isEqualTo(3000);
    assertThat(Arrays.copyOf(window.bytes(), 3000)).isEqualTo(source);
  }

  @Test
  void thePieceMayNotOutgrowTheBound() throws IOException {
    Window window = new Window(new ByteArrayInputStream(counting(5000)), 0, 1024, 1);
    window.more();
    assertThat(window.limit()).isEqualTo(1025 - 1);
    window.more();
    assertThatThrownBy(window::more)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1025 bytes");
  }

  @Test
  void damageEndsTheStreamAndIsKept() throws IOException {
    InputStream damaged =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new StreamDamage("bad-gzip", "checksum", null);
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    try (Window window = new Window(damaged, 0, 10, 10)) {
      assertThat(window.damage()).isEmpty();
      assertThat(window.more()).isZero();
      assertThat(window.hasEnded()).isTrue();
      assertThat(window.damage().orElseThrow().rule()).isEqualTo("bad-gzip");
    }
  }

  @Test
  void otherFailuresAreThrown() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk is gone");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    Window window = new Window(failing, 0, 10, 10);
    assertThatThrownBy(window::more).isInstanceOf(IOException.class).hasMessage("disk is gone");
    assertThat(window.hasEnded()).isFalse();
  }
}
