package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.spi.RandomAccess;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file of this machine, through its channel. */
final class LocalFile implements RandomAccess {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private LocalFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  static LocalFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new LocalFile(path, channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int n = channel.read(target, at);
      if (n < 0) {
        throw new EOFException(
            path + " ends at byte " + at + ", " + target.remaining() + " bytes early");
      }
      at += n;
    }
  }

  /**
   * Never beyond the end the file had when it was opened: touching a page behind the end kills the
   * JVM's read.
   */
  @Override
  public Optional<ByteBuffer> map(long position, long length) throws IOException {
    if (position < 0 || length < 0 || length > Integer.MAX_VALUE || position > size - length) {
      return Optional.empty();
    }
    return Optional.of(channel.map(MapMode.READ_ONLY, position, length));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
