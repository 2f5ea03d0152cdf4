package io.github.blueskyspark.spi;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The files of this machine, for tests; counts what was opened and not closed again. */
public final class LocalStorage implements Storage {
  private static final long serialVersionUID = 1L;

  private final AtomicInteger open = new AtomicInteger();

  /** A file as a listing would show it. */
  public static FileRef ref(Path file) throws IOException {
    return new FileRef(
        file.toUri().toString(), Files.size(file), Files.getLastModifiedTime(file).toMillis());
  }

  /** Streams and files that nobody closed. */
  public int stillOpen() {
    return open.get();
  }

  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    Path file = path(uri);
    return Files.isRegularFile(file) ? Optional.of(ref(file)) : Optional.empty();
  }

  @Override
  public InputStream stream(String uri, long position) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path(uri)).position(position);
    open.incrementAndGet();
    return new FilterInputStream(Channels.newInputStream(channel)) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        if (!closed) {
          open.decrementAndGet();
        }
        closed = true;
        super.close();
      }
    };
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    FileChannel channel = FileChannel.open(path(uri));
    open.incrementAndGet();
    return new LocalAccess(channel);
  }

  @Override
  public String realUri(String uri) throws IOException {
    return path(uri).toRealPath().toUri().toString();
  }

  @Override
  public boolean isDirectory(String uri) {
    return Files.isDirectory(path(uri));
  }

  private final class LocalAccess implements RandomAccess {
    private final FileChannel channel;

    LocalAccess(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long size() {
      try {
        return channel.size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      long at = position;
      while (target.hasRemaining()) {
        int got = channel.read(target, at);
        if (got < 0) {
          throw new EOFException("at " + at);
        }
        at += got;
      }
    }

    @Override
    public Optional<ByteBuffer> map(long position, long length) throws IOException {
      return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, position, length));
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        open.decrementAndGet();
      }
      channel.close();
    }
  }
}
