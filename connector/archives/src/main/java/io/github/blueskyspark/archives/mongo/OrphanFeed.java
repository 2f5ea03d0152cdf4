package io.github.blueskyspark.archives.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/**
 * The documents of one collection that refer to something the database does not hold: descriptors
 * of no run, events of no descriptor. All references are read with nothing else of the documents;
 * what seems to be missing is asked for once more, because it may have come meanwhile. Not thread
 * safe.
 */
final class OrphanFeed implements Feed {
  private static final int CHUNK = 1000;

  private final Server server;
  private final CollectionName collection;
  private final KnownNames known;
  private final RunTable none = RunTable.growing();
  private final ReadLimits limits;
  private final MongoCursor<RawBsonDocument> references;
  private final Envelope envelope = new Envelope();
  private final BsonWalk walk;
  private Optional<CursorFeed> chunk = Optional.empty();
  private Optional<Rejection> told = Optional.empty();

  /**
   * @param known what documents of the collection refer to
   * @param until documents with a later {@code _id} do not count
   */
  OrphanFeed(
      Server server,
      CollectionName collection,
      KnownNames known,
      ObjectId until,
      ReadLimits limits) {
    this.server = server;
    this.collection = collection;
    this.known = known;
    this.limits = limits;
    this.walk = new BsonWalk(limits.maxDepth());
    String reference = collection.references().get(0).field();
    Document early = new Document("_id", new Document("$lt", until));
    try {
      this.references =
          server.find(collection, early).projection(new Document(reference, 1)).cursor();
    } catch (MongoException e) {
      throw Server.failed(server.uri(), "read MongoDB collection", e);
    }
  }

  @Override
  public Step advance() throws IOException {
    while (true) {
      if (chunk.isPresent()) {
        Step step = chunk.get().advance();
        if (step == Step.DOCUMENT) {
          name(chunk.get().document());
          return step;
        }
        if (step == Step.REJECTED) {
          told = Optional.of(chunk.get().rejection());
          return step;
        }
        chunk.get().close();
        chunk = Optional.empty();
      }
      List<Object> ids = next();
      if (ids.isEmpty()) {
        return Step.END;
      }
      chunk =
          Optional.of(
              new CursorFeed(
                  server.uri(),
                  collection,
                  server
                      .find(collection, new Document("_id", new Document("$in", ids)))
                      .sort(new Document("_id", 1)),
                  limits));
    }
  }

  private void name(MongoDocument document) {
    envelope.read(document.bytes(), document.from());
    document.named(Naming.name(collection, envelope), none.edits(collection, envelope));
  }

  /** The ids of the next orphans; none at the end. */
  private List<Object> next() {
    Mark reference = collection.references().get(0);
    Map<ObjectId, String> suspects = new LinkedHashMap<>();
    try {
      while (references.hasNext()) {
        ByteBuffer view = references.next().getByteBuffer().asNIO();
        int from = view.arrayOffset() + view.position();
        if (!walk.isWhole(view.array(), from, view.arrayOffset() + view.limit())) {
          continue;
        }
        envelope.read(view.array(), from);
        Optional<String> name = envelope.text(reference);
        boolean isShared = collection == CollectionName.RESOURCE && !envelope.has(reference);
        boolean isKnown = name.isPresent() && known.has(name.get());
        if (!isKnown && !isShared && envelope.id().isPresent()) {
          suspects.put(new ObjectId(envelope.id().get()), name.orElse(""));
        }
        if (suspects.size() >= CHUNK) {
          List<Object> missing = missing(suspects);
          if (!missing.isEmpty()) {
            return missing;
          }
          suspects.clear();
        }
      }
      return missing(suspects);
    } catch (MongoException e) {
      throw Server.failed(server.uri(), "read MongoDB collection", e);
    }
  }

  /** Those of the suspects whose reference is still to nothing. */
  private List<Object> missing(Map<ObjectId, String> suspects) {
    known.askAgain(suspects.values());
    List<Object> missing = new ArrayList<>();
    suspects.forEach(
        (id, name) -> {
          if (!known.has(name)) {
            missing.add(id);
          }
        });
    return missing;
  }

  @Override
  public MongoDocument document() {
    return chunk.orElseThrow().document();
  }

  @Override
  public Rejection rejection() {
    return told.orElseThrow(() -> new IllegalStateException("Nothing was rejected; please report"));
  }

  @Override
  public void close() {
    chunk.ifPresent(CursorFeed::close);
    references.close();
  }
}
