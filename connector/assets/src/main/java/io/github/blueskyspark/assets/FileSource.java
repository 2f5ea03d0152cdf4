package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The bytes of a file from some offset on: a view of the mapped file where there is one, else read
 * into one buffer. Closes the file.
 */
public final class FileSource implements LinearElements.Source {
  private static final int SMALL = 4 << 10;
  private static final int WINDOW = 64 << 10;

  private final RandomAccess file;
  private final long offset;
  private final ReadMetrics metrics;
  private final OutputBuffer buffer;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  /**
   * A part of a file.
   *
   * @param offset of its first byte
   */
  public FileSource(RandomAccess file, long offset, Location where, ReadMetrics metrics) {
    this.file = file;
    this.offset = offset;
    this.metrics = metrics;
    this.buffer = new OutputBuffer(where);
  }

  @Override
  public ByteBuffer bytes(long from, long length) throws IOException {
    long at = Math.addExact(offset, from);
    Optional<ByteBuffer> mapped =
        length <= Integer.MAX_VALUE ? file.map(at, length) : Optional.empty();
    if (mapped.isPresent()) {
      metrics.add(Counter.BYTES_READ, length);
      return mapped.get();
    }
    if (length <= SMALL) {
      return small(at, (int) length);
    }
    ByteBuffer read = buffer.of(length);
    file.read(at, read);
    metrics.add(Counter.BYTES_READ, length);
    return read.flip();
  }

  /** Numbers of headers stand close together: one round trip to an object store fetches many. */
  private ByteBuffer small(long at, int length) throws IOException {
    if (at < windowStart || at + length > windowStart + window.limit()) {
      long start = at - at % WINDOW;
      start = at + length > Math.min(start + WINDOW, file.size()) ? at : start;
      int size = (int) Math.max(length, Math.min(WINDOW, file.size() - start));
      window = ByteBuffer.allocate(size);
      windowStart = start;
      try {
        file.read(start, window);
      } catch (IOException e) {
        window = ByteBuffer.allocate(0);
        throw e;
      }
      metrics.add(Counter.BYTES_READ, size);
      window.flip();
    }
    return window.slice((int) (at - windowStart), length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
