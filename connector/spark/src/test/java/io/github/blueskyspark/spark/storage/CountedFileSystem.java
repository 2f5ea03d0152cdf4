package io.github.blueskyspark.spark.storage;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local files under the scheme {@code counted:}, as an object store would give them: every call is
 * a round trip that is counted and takes its time, and reads are short. Blocks of 1 MiB lie on
 * three hosts in turn.
 */
public final class CountedFileSystem extends RawLocalFileSystem {
  /** What was asked for since the last {@link #reset}. */
  public record Counts(long opens, long reads, long bytes, long looks, long lists, long blocks) {
    /** Round trips of every kind. */
    public long trips() {
      return opens + reads + looks + lists + blocks;
    }
  }

  /** Bytes of a block. */
  public static final long BLOCK = 1L << 20;

  private static final int SHORT = 100_000;

  private static final AtomicLong OPENS = new AtomicLong();
  private static final AtomicLong READS = new AtomicLong();
  private static final AtomicLong BYTES = new AtomicLong();
  private static final AtomicLong LOOKS = new AtomicLong();
  private static final AtomicLong LISTS = new AtomicLong();
  private static final AtomicLong BLOCKS = new AtomicLong();
  private static final AtomicInteger OPEN = new AtomicInteger();

  /** The local file system looks at files once more where others do not. */
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

  private static volatile long latency;

  /** Starts to count anew. */
  public static void reset() {
    for (AtomicLong count : new AtomicLong[] {OPENS, READS, BYTES, LOOKS, LISTS, BLOCKS}) {
      count.set(0);
    }
  }

  /** Milliseconds a round trip takes. */
  public static void latency(long millis) {
    latency = millis;
  }

  /** The counts so far. */
  public static Counts counts() {
    return new Counts(
        OPENS.get(), READS.get(), BYTES.get(), LOOKS.get(), LISTS.get(), BLOCKS.get());
  }

  /** Streams that nobody closed. */
  public static int open() {
    return OPEN.get();
  }

  private static void trip(AtomicLong count) throws IOException {
    count.incrementAndGet();
    try {
      Thread.sleep(latency);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public URI getUri() {
    return URI.create("counted:///");
  }

  @Override
  public String getScheme() {
    return "counted";
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    if (!INSIDE.get()) {
      trip(LOOKS);
    }
    return super.getFileStatus(path);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    trip(LISTS);
    boolean before = INSIDE.get();
    INSIDE.set(true);
    try {
      return super.listStatus(path);
    } finally {
      INSIDE.set(before);
    }
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    trip(BLOCKS);
    if (file.getLen() <= start) {
      return new BlockLocation[0];
    }
    long first = start / BLOCK;
    long last = (Math.min(file.getLen(), start + length) - 1) / BLOCK;
    BlockLocation[] blocks = new BlockLocation[(int) (last - first + 1)];
    for (int i = 0; i < blocks.length; i++) {
      long at = (first + i) * BLOCK;
      String host = "host-" + (first + i) % 3;
      blocks[i] =
          new BlockLocation(
              new String[] {host + ":9866"},
              new String[] {host},
              at,
              Math.min(BLOCK, file.getLen() - at));
    }
    return blocks;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    trip(OPENS);
    INSIDE.set(true);
    FSDataInputStream in;
    try {
      in = super.open(path, 4096);
    } finally {
      INSIDE.set(false);
    }
    OPEN.incrementAndGet();
    return new FSDataInputStream(new Hesitant(in));
  }

  /** Gives less than it is asked for, once a round trip. */
  private static final class Hesitant extends FSInputStream {
    private final FSDataInputStream in;
    private boolean closed;
    private long next = -1;

    Hesitant(FSDataInputStream in) {
      this.in = in;
    }

    /** What goes on where the last answer ended is the same answer. */
    private void count(long position, int got) throws IOException {
      if (position == next) {
        BYTES.addAndGet(Math.max(0, got));
      } else {
        trip(READS);
        BYTES.addAndGet(Math.max(0, got));
      }
      next = position + Math.max(0, got);
    }

    @Override
    public int read(long position, byte[] bytes, int from, int length) throws IOException {
      int n = in.read(position, bytes, from, Math.min(SHORT, length));
      count(position, n);
      if (n == length) {
        next = -1;
      }
      return n;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      long position = in.getPos();
      int n = in.read(bytes, from, Math.min(SHORT, length));
      count(position, n);
      return n;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        OPEN.decrementAndGet();
      }
      closed = true;
      in.close();
    }
  }
}
