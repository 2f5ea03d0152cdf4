package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileSourceTest {
  private static final int SIZE = 200_000;
  private int reads;

  /** A file far away: byte i is i modulo 251. */
  private final RandomAccess far =
      new RandomAccess() {
        @Override
        public long size() {
          return SIZE;
        }

        @Override
        public void read(long position, ByteBuffer target) throws IOException {
          reads++;
          for (long at = position; target.hasRemaining(); at++) {
            if (at >= SIZE) {
              throw new EOFException("end");
            }
            target.put((byte) (at % 251));
          }
        }

        @Override
        public Optional<ByteBuffer> map(long position, long length) {
          return Optional.empty();
        }

        @Override
        public void close() {
          reads = -1;
        }
      };

  private final FileSource source = new FileSource(far, 0, Pictures.WHERE, new ReadMetrics());

  private void compare(long at, int length) throws IOException {
    ByteBuffer bytes = source.bytes(at, length);
    assertThat(bytes.remaining()).isEqualTo(length);
    for (int i = 0; i < length; i++) {
      assertThat(bytes.get(bytes.position() + i)).isEqualTo((byte) ((at + i) % 251));
    }
  }

  @Test
  void neighbouringNumbersAreOneRoundTrip() throws IOException {
    for (int at = 0; at < 60_000; at += 1000) {
      compare(at, 8);
    }
    assertThat(reads).isEqualTo(1);
    compare(65_530, 12);
    compare(199_992, 8);
    compare(100, 8);
    compare(70_000, 9000);
    assertThat(reads).isEqualTo(5);
    source.close();
    assertThat(reads).isEqualTo(-1);
  }

  @Test
  void theEndIsTheEnd() throws IOException {
    assertThatThrownBy(() -> source.bytes(199_995, 8)).isInstanceOf(EOFException.class);
    compare(199_995, 5);
  }
}
