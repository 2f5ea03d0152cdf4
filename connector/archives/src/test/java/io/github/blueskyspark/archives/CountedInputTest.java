package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CountedInputTest {
  private static CountedInput over(String text, long size) {
    return new CountedInput(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), size);
  }

  @Test
  void bytesBehindThePinnedLengthAreNotThere() throws IOException {
    try (CountedInput in = over("abcdef", 4)) {
      assertThat(in.readAllBytes()).containsExactly('a', 'b', 'c', 'd');
      assertThat(in.count()).isEqualTo(4);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theHeadIsReadAgainAndCountedOnce() throws IOException {
    try (CountedInput in = over("abcdef", 6)) {
      assertThat(in.head(2)).containsExactly('a', 'b');
      assertThat(in.count()).isZero();
      assertThat(in.read()).isEqualTo('a');
      assertThat(in.readAllBytes()).containsExactly('b', 'c', 'd', 'e', 'f');
      assertThat(in.count()).isEqualTo(6);
    }
  }

  @Test
  void theHeadOfAShortFileIsShort() throws IOException {
    try (CountedInput in = over("ab", 100)) {
      assertThat(in.head(6)).containsExactly('a', 'b');
      assertThat(in.readAllBytes()).containsExactly('a', 'b');
      assertThat(in.count()).isEqualTo(2);
    }
  }

  @Test
  void theHeadEndsAtThePinnedLength() throws IOException {
    try (CountedInput in = over("abcdef", 3)) {
      assertThat(in.head(6)).containsExactly('a', 'b', 'c');
    }
  }

  @Test
  void readingNothingIsNotTheEnd() throws IOException {
    try (CountedInput in = over("", 0)) {
      assertThat(in.read(new byte[1], 0, 0)).isZero();
      assertThat(in.read(new byte[1], 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void aRangeOutsideTheTargetIsRefused() throws IOException {
    try (CountedInput in = over("abc", 3)) {
      assertThatThrownBy(() -> in.read(new byte[2], 1, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(in.count()).isZero();
    }
  }

  @Test
  void theStoragesFailureIsRemembered() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    try (CountedInput in = new CountedInput(failing, 10)) {
      assertThat(in.failure()).isEmpty();
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
      assertThat(in.failure().orElseThrow()).hasMessage("connection reset");
    }
  }
}
