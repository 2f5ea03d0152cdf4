package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.spi.RandomAccess;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * A file of a Hadoop file system; reads loop until the buffer is full, because short reads are
 * legal there.
 */
final class HadoopFile implements RandomAccess {
  private static final int PIECE = 1 << 20;

  private final FSDataInputStream in;
  private final long size;
  private final String uri;

  HadoopFile(FSDataInputStream in, long size, String uri) {
    this.in = in;
    this.size = size;
    this.uri = uri;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (target.hasArray()) {
      int n = target.remaining();
      fill(position, target.array(), target.arrayOffset() + target.position(), n);
      target.position(target.position() + n);
      return;
    }
    byte[] piece = new byte[Math.min(PIECE, target.remaining())];
    long at = position;
    while (target.hasRemaining()) {
      int n = Math.min(piece.length, target.remaining());
      fill(at, piece, 0, n);
      target.put(piece, 0, n);
      at += n;
    }
  }

  private void fill(long position, byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = in.read(position + done, bytes, from + done, length - done);
      if (n < 0) {
        throw new EOFException(
            uri + " ends at byte " + (position + done) + ", " + (length - done) + " bytes early");
      }
      done += n;
    }
  }

  @Override
  public Optional<ByteBuffer> map(long position, long length) {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
