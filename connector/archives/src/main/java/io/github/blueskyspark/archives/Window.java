package io.github.blueskyspark.archives;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The part of a stream that is in memory. Bytes before {@link #start} are given up when room is
 * needed; the rest grows up to a fixed bound. One buffer serves the whole stream.
 */
public final class Window implements Closeable {
  /** Bytes behind a place that must be there to tell whether a document starts at it. */
  public static final int LOOKAHEAD = 256;

  private static final int ROOM = 1 << 18;

  /** UTF-8's byte order mark. */
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int most;
  private byte[] bytes;
  private int start;
  private int limit;
  private long base;
  private boolean ended;
  private StreamDamage damage;

  /**
   * @param base offset of the stream's first byte in its file
   * @param room bytes of the buffer at first
   * @param longest bytes of the longest piece that must fit
   */
  public Window(InputStream in, long base, int room, int longest) {
    this.in = in;
    this.base = base;
    this.most = (int) Math.min(longest + 4L * LOOKAHEAD, Integer.MAX_VALUE - 8);
    this.bytes = new byte[Math.min(Math.max(room, 4 * LOOKAHEAD), most)];
  }

  /** The contents of a file from its beginning, uncompressed; the caller closes it. */
  public static Window open(FileRef file, Storage storage, ReadLimits limits) throws IOException {
    InputStream raw = storage.stream(file.uri(), 0);
    boolean opened = false;
    try {
      InputStream in = Decompression.of(new CountedInput(raw, file.size()), limits.maxRatio());
      boolean plain = in instanceof CountedInput;
      int room = plain ? (int) Math.min(ROOM, file.size() + 1) : ROOM;
      Window window = new Window(in, 0, room, limits.maxDocumentBytes());
      opened = true;
      return window;
    } finally {
      if (!opened) {
        raw.close();
      }
    }
  }

  /** Bytes that are in memory already, the first of them at {@code position} of its file. */
  public static Window over(byte[] bytes, int from, long position, int longest) {
    InputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
    return new Window(in, position, Math.min(ROOM, bytes.length - from + 1), longest);
  }

  /** The buffer; another one after {@link #more()}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte that is still needed. */
  public int start() {
    return start;
  }

  /** Index behind the last byte that was read. */
  public int limit() {
    return limit;
  }

  /** Offset in the file, uncompressed, of an index. */
  public long position(int index) {
    return base + index;
  }

  /** Whether the stream has no byte behind {@link #limit()}. */
  public boolean hasEnded() {
    return ended;
  }

  /** What ended the stream before its time. */
  Optional<StreamDamage> damage() {
    return Optional.ofNullable(damage);
  }

  /** Gives up the bytes before an index. */
  public void release(int index) {
    start = index;
  }

  /**
   * Releases bytes that stand between pieces, and byte order marks; false when nothing is left.
   *
   * @param blanks which bytes do, by their value from 0 to 127
   */
  public boolean skip(boolean[] blanks) throws IOException {
    while (true) {
      byte[] there = bytes;
      int end = limit;
      int i = start;
      while (i < end && there[i] >= 0 && blanks[there[i]]) {
        i++;
      }
      release(i);
      if (end - i < MARK.length && !ended) {
        more();
      } else if (end - i >= MARK.length
          && there[i] == MARK[0]
          && there[i + 1] == MARK[1]
          && there[i + 2] == MARK[2]) {
        release(i + MARK.length);
      } else {
        return i < end;
      }
    }
  }

  /** Bytes for {@link #skip}, ASCII characters. */
  public static boolean[] blanks(String characters) {
    boolean[] blanks = new boolean[Byte.MAX_VALUE + 1];
    characters.chars().forEach(c -> blanks[c] = true);
    return blanks;
  }

  /**
   * Reads on, unless the stream {@link #hasEnded()}.
   *
   * @return how far the bytes moved towards the beginning of the buffer, at the end as well
   */
  public int more() throws IOException {
    if (ended) {
      return 0;
    }
    int moved = limit == bytes.length ? makeRoom() : 0;
    try {
      int read = in.read(bytes, limit, bytes.length - limit);
      if (read < 0) {
        ended = true;
      } else {
        limit += read;
      }
    } catch (StreamDamage e) {
      damage = e;
      ended = true;
    }
    return moved;
  }

  private int makeRoom() {
    int kept = limit - start;
    byte[] target = bytes;
    if (kept > bytes.length / 2 && bytes.length < most) {
      target = new byte[(int) Math.min(most, bytes.length * 2L)];
    }
    if (target.length == kept) {
      throw new IllegalStateException(
          "A piece of " + kept + " bytes outgrew its window; please report");
    }
    System.arraycopy(bytes, start, target, 0, kept);
    int moved = start;
    bytes = target;
    base += moved;
    start = 0;
    limit = kept;
    return moved;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
