package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.spi.RandomAccess;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * A file of a Hadoop file system; reads loop until the buffer is full, because short reads are
 * legal there, and small ones are served from larger pieces.
 */
final class HadoopFile implements RandomAccess {
  private final FSDataInputStream in;
  private final long size;
  private final String uri;
  private final ReadAhead pieces;

  HadoopFile(FSDataInputStream in, long size, String uri) {
    this.in = in;
    this.size = size;
    this.uri = uri;
    this.pieces = new ReadAhead(this::fill, size);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (position < 0 || position > size - target.remaining()) {
      throw tooShort(size, position + target.remaining() - size);
    }
    pieces.read(position, target);
  }

  private void fill(long position, byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = in.read(position + done, bytes, from + done, length - done);
      if (n < 0) {
        throw tooShort(position + done, length - done);
      }
      done += n;
    }
  }

  private EOFException tooShort(long end, long missing) {
    return new EOFException(uri + " ends at byte " + end + ", " + missing + " bytes early");
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
