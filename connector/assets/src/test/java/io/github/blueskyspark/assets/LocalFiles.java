package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Local files without any rule, mapped or read through a channel that returns short reads. */
public final class LocalFiles implements AssetFiles {
  private final ReadMetrics metrics = new ReadMetrics();
  private final boolean mapped;
  private int open;

  private LocalFiles(boolean mapped) {
    this.mapped = mapped;
  }

  public static LocalFiles mapped() {
    return new LocalFiles(true);
  }

  public static LocalFiles unmapped() {
    return new LocalFiles(false);
  }

  public int open() {
    return open;
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    Path path = Path.of(uri);
    if (!Files.isRegularFile(path)) {
      throw new AssetException(
          Location.file(uri), "open file", "it is missing", "Copy it from where it was written");
    }
    metrics.add(Counter.FILES_OPENED, 1);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    long size = channel.size();
    open++;
    return new RandomAccess() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
          ByteBuffer some = target.slice(target.position(), Math.min(1000, target.remaining()));
          int n = channel.read(some, at);
          if (n < 0) {
            throw new EOFException("end of " + path);
          }
          target.position(target.position() + n);
          at += n;
        }
      }

      @Override
      public Optional<ByteBuffer> map(long position, long length) throws IOException {
        return mapped
            ? Optional.of(channel.map(MapMode.READ_ONLY, position, length))
            : Optional.empty();
      }

      @Override
      public void close() throws IOException {
        open--;
        channel.close();
      }
    };
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    Path path = Path.of(uri);
    return Files.exists(path)
        ? Optional.of(
            new FileRef(uri, Files.size(path), Files.getLastModifiedTime(path).toMillis()))
        : Optional.empty();
  }

  @Override
  public String resolve(String fromUri, String name) {
    return Path.of(fromUri).resolveSibling(name).normalize().toString();
  }

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }
}
