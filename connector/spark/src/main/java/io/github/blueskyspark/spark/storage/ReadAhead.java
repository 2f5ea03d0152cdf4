package io.github.blueskyspark.spark.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns many small reads of a remote file into few large ones: on an object store a round trip
 * costs as much as a megabyte.
 *
 * <p>What is fetched is kept, the piece used last longest. A file of up to 1 MiB is fetched at
 * once. Of others 64 KiB are fetched around what is wanted, and twice as many each time when that
 * is within 1 MiB of what is known: a gap of that length costs no more than asking again. Reads of
 * 4 MiB and more pass by. Not thread safe.
 */
final class ReadAhead {
  /** Fills a buffer from a position of the file, whatever it takes. */
  interface Source {
    void fill(long position, byte[] bytes, int from, int length) throws IOException;
  }

  private static final int WHOLE = 1 << 20;
  private static final int DIRECT = 4 << 20;
  private static final int LEAST = 64 << 10;
  private static final int MOST = 4 << 20;
  private static final long NEAR = 1 << 20;
  private static final long KEPT = 8L << 20;

  /** Bytes of the file from some position on. */
  private static final class Piece {
    private final byte[] bytes;
    private long used;

    Piece(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final Source source;
  private final long size;
  private final TreeMap<Long, Piece> pieces = new TreeMap<>();
  private final long most = Math.min(KEPT, Runtime.getRuntime().maxMemory() / 64);
  private long kept;
  private long clock;
  private long end = -1;
  private int ahead = LEAST;

  /**
   * Reads ahead in a file.
   *
   * @param size bytes of the file
   */
  ReadAhead(Source source, long size) {
    this.source = source;
    this.size = size;
  }

  /** Fills {@code length} bytes, all of them within the file. */
  void read(long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int known = fromPiece(at, target);
      at += known;
      if (known > 0) {
        continue; // the next piece may be there too
      }
      int rest = target.remaining();
      if (rest >= DIRECT && target.hasArray()) {
        source.fill(at, target.array(), target.arrayOffset() + target.position(), rest);
        target.position(target.limit());
        end = at + rest;
      } else {
        fetch(at, Math.min(rest, DIRECT));
      }
    }
  }

  /** Copies what a kept piece holds from {@code at} on. */
  private int fromPiece(long at, ByteBuffer target) {
    Map.Entry<Long, Piece> found = pieces.floorEntry(at);
    if (found == null) {
      return 0;
    }
    byte[] bytes = found.getValue().bytes;
    long from = at - found.getKey();
    if (from >= bytes.length) {
      return 0;
    }
    int n = (int) Math.min(target.remaining(), bytes.length - from);
    target.put(bytes, (int) from, n);
    found.getValue().used = ++clock;
    return n;
  }

  private void fetch(long at, int wanted) throws IOException {
    long before = endBefore(at);
    Optional<Long> next = Optional.ofNullable(pieces.ceilingKey(at));
    long limit = Math.min(size, next.orElse(size));
    long start = Math.max(before, at - at % LEAST);
    long stop = limit;
    if (size <= WHOLE) {
      start = before;
    } else {
      boolean near =
          Math.abs(at - end) <= NEAR
              || (!pieces.isEmpty() && before > 0 && at - before <= NEAR)
              || next.filter(n -> n - at <= NEAR).isPresent();
      ahead = near && end >= 0 ? (int) Math.min(Math.min(MOST, most / 2), ahead * 2L) : LEAST;
      stop = Math.min(limit, Math.max(at + wanted, start + ahead));
      start = Math.max(before, Math.min(start, stop - ahead));
    }
    byte[] bytes = new byte[(int) (stop - start)];
    makeRoom(bytes.length);
    source.fill(start, bytes, 0, bytes.length);
    Piece piece = new Piece(bytes);
    piece.used = ++clock;
    pieces.put(start, piece);
    kept += bytes.length;
    end = stop;
  }

  /** Where the piece before this place ends. */
  private long endBefore(long at) {
    Map.Entry<Long, Piece> before = pieces.floorEntry(at);
    return before == null ? 0 : before.getKey() + before.getValue().bytes.length;
  }

  private void makeRoom(int length) {
    while (kept + length > most && !pieces.isEmpty()) {
      long eldest = pieces.firstKey();
      for (Map.Entry<Long, Piece> piece : pieces.entrySet()) {
        if (piece.getValue().used < pieces.get(eldest).used) {
          eldest = piece.getKey();
        }
      }
      kept -= pieces.remove(eldest).bytes.length;
    }
  }
}
