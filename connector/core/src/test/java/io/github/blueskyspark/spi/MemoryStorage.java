package io.github.blueskyspark.spi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** Files in memory, for tests; counts what is opened and read. */
public final class MemoryStorage implements Storage {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, byte[]> files = new LinkedHashMap<>();
  private final AtomicInteger opens = new AtomicInteger();
  private final AtomicLong bytesRead = new AtomicLong();

  /** Adds a file of these lines; a name that ends in {@code .gz} is compressed. */
  public FileRef add(String name, String... lines) {
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return addBytes(name, name.endsWith(".gz") ? gzip(text) : text);
  }

  /** Adds a file of these bytes. */
  public FileRef addBytes(String name, byte[] bytes) {
    String uri = "mem:/archive/" + name;
    files.put(uri, bytes.clone());
    return new FileRef(uri, bytes.length, 1_000);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** All files as a listing would show them. */
  public List<FileRef> listing() {
    return files.entrySet().stream()
        .map(e -> new FileRef(e.getKey(), e.getValue().length, 1_000))
        .toList();
  }

  /** Files opened so far. */
  public int opens() {
    return opens.get();
  }

  /** Bytes handed out so far. */
  public long bytesRead() {
    return bytesRead.get();
  }

  private byte[] bytes(String uri) throws FileNotFoundException {
    byte[] found = files.get(uri);
    if (found == null) {
      throw new FileNotFoundException(uri);
    }
    return found;
  }

  @Override
  public Optional<FileRef> stat(String uri) {
    return Optional.ofNullable(files.get(uri)).map(b -> new FileRef(uri, b.length, 1_000));
  }

  @Override
  public InputStream stream(String uri, long position) throws IOException {
    byte[] all = bytes(uri);
    opens.incrementAndGet();
    return new ByteArrayInputStream(all, (int) position, all.length - (int) position) {
      @Override
      public synchronized int read() {
        bytesRead.incrementAndGet();
        return super.read();
      }

      @Override
      public synchronized int read(byte[] target, int from, int length) {
        int got = super.read(target, from, length);
        bytesRead.addAndGet(Math.max(got, 0));
        return got;
      }
    };
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    byte[] all = bytes(uri);
    opens.incrementAndGet();
    return new RandomAccess() {
      @Override
      public long size() {
        return all.length;
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        if (position + target.remaining() > all.length) {
          throw new EOFException(uri);
        }
        bytesRead.addAndGet(target.remaining());
        target.put(all, (int) position, target.remaining());
      }

      @Override
      public Optional<ByteBuffer> map(long position, long length) {
        return Optional.empty();
      }

      @Override
      public void close() {
        // nothing is held
      }
    };
  }

  @Override
  public String realUri(String uri) {
    return uri;
  }

  @Override
  public boolean isDirectory(String uri) {
    return files.keySet().stream().anyMatch(f -> f.startsWith(uri + "/"));
  }

  /** The files by URI. */
  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }
}
