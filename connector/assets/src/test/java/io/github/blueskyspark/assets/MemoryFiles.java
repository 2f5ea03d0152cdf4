package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that are byte arrays. */
public final class MemoryFiles implements AssetFiles {
  private final Map<String, byte[]> contents;
  private final ReadMetrics metrics = new ReadMetrics();
  private int open;

  public MemoryFiles(Map<String, byte[]> contents) {
    this.contents = contents;
  }

  /** Files that are open. */
  public int open() {
    return open;
  }

  @Override
  public RandomAccess open(String uri) {
    byte[] bytes = contents.get(uri);
    if (bytes == null) {
      throw new AssetException(Location.file(uri), "open file", "it is missing", "Copy it")
          .as(AssetStatus.MISSING);
    }
    open++;
    return new RandomAccess() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        if (position < 0 || position + target.remaining() > bytes.length) {
          throw new EOFException("end of " + uri);
        }
        target.put(bytes, (int) position, target.remaining());
      }

      @Override
      public Optional<ByteBuffer> map(long position, long length) {
        return Optional.of(
            ByteBuffer.wrap(bytes, (int) position, (int) length).slice().asReadOnlyBuffer());
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  @Override
  public Optional<FileRef> stat(String uri) {
    return Optional.ofNullable(contents.get(uri)).map(b -> new FileRef(uri, b.length, 0));
  }

  @Override
  public String resolve(String fromUri, String name) {
    return name;
  }

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }

  @Override
  public List<String> children(String uri) {
    String directory = uri + "/";
    return contents.keySet().stream()
        .filter(k -> k.startsWith(directory) && k.indexOf('/', directory.length()) > 0)
        .map(k -> k.substring(directory.length(), k.indexOf('/', directory.length())))
        .distinct()
        .sorted()
        .toList();
  }
}
