package io.github.blueskyspark.archives;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The bytes of a file up to its pinned length, counted; its failures are told from bad contents.
 */
final class CountedInput extends InputStream {
  private final InputStream in;
  private final long size;
  private byte[] head = {};
  private int headAt;
  private long count;
  private Optional<IOException> failure = Optional.empty();

  CountedInput(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  /** The first bytes, which will be read again; fewer where the file ends before. */
  byte[] head(int length) throws IOException {
    byte[] bytes = new byte[(int) Math.min(length, size)];
    int got = in.readNBytes(bytes, 0, bytes.length);
    head = Arrays.copyOf(bytes, got);
    headAt = 0;
    return head;
  }

  /** Bytes handed out. */
  long count() {
    return count;
  }

  /** The storage's own failure, not that of whoever made the contents. */
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int most = (int) Math.min(length, size - count);
    if (most <= 0) {
      return length == 0 ? 0 : -1;
    }
    int got;
    if (headAt < head.length) {
      got = Math.min(most, head.length - headAt);
      System.arraycopy(head, headAt, target, offset, got);
      headAt += got;
    } else {
      try {
        got = in.read(target, offset, most);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
    count += Math.max(got, 0);
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
