package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Storage that fails is told from contents that are damaged; a head is shown as far as it goes. */
class DecompressionTest {
  private static byte[] text() {
    byte[] text = new byte[10_000];
    new Random(1).nextBytes(text);
    return text;
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text());
    }
    return out.toByteArray();
  }

  @Test
  void headIsUncompressedAsFarAsItGoes() throws IOException {
    byte[] head = Decompression.head(Arrays.copyOf(gzip(), 2000));
    assertThat(head).hasSizeGreaterThan(1000);
    assertThat(text()).startsWith(head);
    assertThat(Decompression.head(text())).isEqualTo(text());
  }

  @Test
  void failingStorageIsNoDamage() throws IOException {
    byte[] bytes = gzip();
    CountedInput failing =
        new CountedInput(
            new SequenceInputStream(new ByteArrayInputStream(bytes, 0, 50), new StaleInput()),
            bytes.length);
    try (InputStream in = Decompression.of(failing, 200)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(StreamDamage.class)
          .hasMessage("stale file handle");
    }
  }

  private static final class StaleInput extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("stale file handle");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("stale file handle");
    }
  }
}
