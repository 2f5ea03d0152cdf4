package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.archives.RejectedPieces;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;

/**
 * Cuts a BSON file as mongodump writes it into documents. A document with a wrong length still ends
 * where its elements end; behind other damage reading goes on at the next place that looks like the
 * first bytes of a stored document.
 */
final class BsonPieces extends Pieces {
  /** Bytes looked at a second time for each byte of the file, before damage costs documents. */
  private static final int PATIENCE = 8;

  private final Window window;
  private final RejectedPieces rejected;
  private final int longest;
  private final BsonWalk walk;
  private final BsonStart starts;
  private long again;

  BsonPieces(Window window, MongoDocument document, String source, ReadLimits limits) {
    this(window, document, new RejectedPieces(source, window), limits);
  }

  private BsonPieces(
      Window window, MongoDocument document, RejectedPieces rejected, ReadLimits limits) {
    super(window, rejected, document);
    this.window = window;
    this.rejected = rejected;
    this.longest = limits.maxDocumentBytes();
    this.walk = new BsonWalk(limits.maxDepth());
    this.starts = new BsonStart(longest);
  }

  @Override
  protected Step next() throws IOException {
    fill(Window.LOOKAHEAD);
    int start = window.start();
    int there = window.limit() - start;
    if (there == 0) {
      return ended();
    }
    int length = there < BsonWalk.SHORTEST ? 0 : LittleEndian.int32(window.bytes(), start);
    if (length > longest) {
      return broken(Math.min(longest, Window.LOOKAHEAD), "too-long", tooLong(length));
    }
    fill(length);
    start = window.start();
    if (walk.isWhole(window.bytes(), start, window.limit())) {
      byte[] bytes = window.bytes();
      starts.learn(bytes, start);
      document().bson(bytes, start);
      document().piece(bytes, start, start + length, window.position(start));
      return taken(length);
    }
    return broken(length, walk.hasRunOut() && window.hasEnded() ? "cut" : "not-bson", walk.fault());
  }

  private String tooLong(int length) {
    return "its length is " + length + ", more than the " + longest + " bytes that are allowed";
  }

  /** Reads until so many bytes are there, or no more come. */
  private void fill(int length) throws IOException {
    while (window.limit() - window.start() < length && !window.hasEnded()) {
      window.more();
    }
  }

  private Step broken(int length, String rule, String fault) throws IOException {
    String reason = "no document stands here: " + fault;
    // Where the elements are whole, only the length is wrong, and the next document follows.
    fill(Math.min(longest, Math.max(length, 1 << 16)));
    int start = window.start();
    int limit = window.limit();
    again += limit - start;
    boolean patient = again <= PATIENCE * (window.position(limit) + Window.LOOKAHEAD);
    if (patient && walk.endsSomewhere(window.bytes(), start, limit)) {
      int end = walk.at();
      boolean follows =
          end == limit ? window.hasEnded() : starts.mayStart(window.bytes(), end, limit);
      if (follows) {
        return rejected(rejected.piece(end - start, "wrong-length", reason));
      }
    }
    return rejected(rejected.through(start + 1, starts::next, rule, reason));
  }
}
