package io.github.blueskyspark.archives.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.ReadLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bson.RawBsonDocument;

/** The documents that a server answers with, as their bytes came. Not thread safe. */
final class CursorFeed implements Feed {
  private final ServerUri uri;
  private final Optional<MongoCursor<RawBsonDocument>> cursor;
  private final MongoDocument document;
  private final BsonWalk walk;
  private final int longest;
  private long position = -1;
  private Optional<Rejection> rejection = Optional.empty();

  /**
   * @param found what is asked; it is asked now
   */
  CursorFeed(
      ServerUri uri,
      CollectionName collection,
      FindIterable<RawBsonDocument> found,
      ReadLimits limits) {
    this.uri = uri;
    this.document = new MongoDocument(uri.shown() + "/" + collection.collectionName(), limits);
    this.walk = new BsonWalk(limits.maxDepth());
    this.longest = limits.maxDocumentBytes();
    try {
      this.cursor = Optional.of(found.cursor());
    } catch (MongoException e) {
      throw Server.failed(uri, "read MongoDB collection", e);
    }
  }

  @Override
  public Step advance() {
    RawBsonDocument raw;
    try {
      MongoCursor<RawBsonDocument> open = cursor.orElseThrow();
      if (!open.hasNext()) {
        return Step.END;
      }
      raw = open.next();
    } catch (MongoException e) {
      throw Server.failed(uri, "read MongoDB collection", e);
    }
    position++;
    ByteBuffer view = raw.getByteBuffer().asNIO();
    byte[] bytes = view.array();
    int from = view.arrayOffset() + view.position();
    int to = view.arrayOffset() + view.limit();
    if (to - from > longest) {
      return rejected(bytes, from, to, "too-long", "it is longer than the allowed " + longest);
    }
    if (!walk.isWhole(bytes, from, to)) {
      return rejected(bytes, from, to, "not-bson", walk.fault());
    }
    document.bson(bytes, from);
    document.piece(bytes, from, to, position);
    return Step.DOCUMENT;
  }

  private Step rejected(byte[] bytes, int from, int to, String rule, String reason) {
    byte[] first = Arrays.copyOfRange(bytes, from, Math.min(to, from + Rejection.RAW_LIMIT));
    rejection =
        Optional.of(
            new Rejection(
                document.source(), position, (long) to - from, "", "", rule, reason, first));
    return Step.REJECTED;
  }

  @Override
  public MongoDocument document() {
    return document;
  }

  @Override
  public Rejection rejection() {
    return rejection.orElseThrow(
        () -> new IllegalStateException("Nothing was rejected; please report"));
  }

  @Override
  public void close() {
    cursor.ifPresent(MongoCursor::close);
  }
}
