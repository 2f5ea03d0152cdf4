package io.github.blueskyspark;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.Storage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Files in memory under {@code mem:/archive/}, which count what is open. */
final class HeldFiles implements Storage {
  static final String ROOT = "mem:/archive/";
  private static final long serialVersionUID = 1L;

  private final transient Map<String, byte[]> files;
  private final AtomicInteger open = new AtomicInteger();

  /** Files by their paths below the root. */
  HeldFiles(Map<String, byte[]> files) {
    this.files = files;
  }

  /** Files that nobody closed. */
  int open() {
    return open.get();
  }

  FileRef ref(String name) {
    return new FileRef(ROOT + name, files.get(name).length, 1);
  }

  private Optional<byte[]> bytes(String uri) {
    return uri.startsWith(ROOT)
        ? Optional.ofNullable(files.get(uri.substring(ROOT.length())))
        : Optional.empty();
  }

  private byte[] found(String uri) throws IOException {
    return bytes(uri).orElseThrow(() -> new FileNotFoundException(uri));
  }

  @Override
  public Optional<FileRef> stat(String uri) {
    return bytes(uri).map(b -> new FileRef(uri, b.length, 1));
  }

  @Override
  public InputStream stream(String uri, long position) throws IOException {
    byte[] all = found(uri);
    open.incrementAndGet();
    return new ByteArrayInputStream(all, (int) position, all.length - (int) position) {
      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    byte[] all = found(uri);
    open.incrementAndGet();
    return new RandomAccess() {
      @Override
      public long size() {
        return all.length;
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        if (position < 0 || position > all.length - target.remaining()) {
          throw new EOFException(uri);
        }
        target.put(all, (int) position, target.remaining());
      }

      @Override
      public Optional<ByteBuffer> map(long position, long length) {
        return Optional.empty();
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public String realUri(String uri) {
    return uri;
  }

  @Override
  public boolean isDirectory(String uri) {
    return (uri + "/").startsWith(ROOT) || !directories(uri).isEmpty();
  }

  @Override
  public List<String> directories(String uri) {
    String directory = (uri + "/").substring(Math.min(ROOT.length(), uri.length() + 1));
    return files.keySet().stream()
        .filter(f -> f.startsWith(directory) && f.indexOf('/', directory.length()) > 0)
        .map(f -> f.substring(directory.length(), f.indexOf('/', directory.length())))
        .distinct()
        .sorted()
        .toList();
  }
}
