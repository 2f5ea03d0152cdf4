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
  private final RandomAccess file;
  private final long offset;
  private final ReadMetrics metrics;
  private final OutputBuffer buffer;

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
    metrics.add(Counter.BYTES_READ, length);
    long at = Math.addExact(offset, from);
    Optional<ByteBuffer> mapped =
        length <= Integer.MAX_VALUE ? file.map(at, length) : Optional.empty();
    if (mapped.isPresent()) {
      return mapped.get();
    }
    ByteBuffer read = buffer.of(length);
    file.read(at, read);
    return read.flip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
