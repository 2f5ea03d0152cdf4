package io.github.blueskyspark.archives.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import io.github.blueskyspark.archives.mongo.Server.Layout;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Names of a database's runs, descriptors or resources, as far as they belong to a run; 40 bytes
 * each. What seems to be missing is asked for once more, because it may have come after the first
 * look. Not thread safe.
 */
final class KnownNames {
  private static final int THERE = 0;
  private static final int MISSING = 1;
  private static final int CHUNK = 1000;

  private final Server server;
  private final CollectionName target;
  private final Optional<KnownNames> runs;
  private final UidTable names = new UidTable();
  private final Envelope outer = new Envelope();
  private final Envelope inner = new Envelope();
  private final BsonWalk walk = new BsonWalk(1 << 10);

  private KnownNames(Server server, CollectionName target, Optional<KnownNames> runs) {
    this.server = server;
    this.target = target;
    this.runs = runs;
    add(Optional.empty());
  }

  /** All runs. */
  static KnownNames runs(Server server) {
    return new KnownNames(server, CollectionName.RUN_START, Optional.empty());
  }

  /** What documents of a collection refer to. */
  KnownNames referredBy(CollectionName collection) {
    return switch (collection) {
      case EVENT -> new KnownNames(server, CollectionName.EVENT_DESCRIPTOR, Optional.of(this));
      case DATUM -> new KnownNames(server, CollectionName.RESOURCE, Optional.of(this));
      case STREAM_DATUM ->
          new KnownNames(server, CollectionName.STREAM_RESOURCE, Optional.of(this));
      default -> this;
    };
  }

  /** Whether the name was there at the first look. */
  boolean has(String name) {
    return names.get(name) == THERE;
  }

  /** Looks again for names that were not there. */
  void askAgain(Collection<String> missing) {
    List<String> unknown =
        missing.stream().distinct().filter(n -> names.get(n) == UidTable.NONE).toList();
    for (int i = 0; i < unknown.size(); i += CHUNK) {
      add(Optional.of(unknown.subList(i, Math.min(unknown.size(), i + CHUNK))));
    }
    unknown.stream().filter(n -> names.get(n) == UidTable.NONE).forEach(n -> names.put(n, MISSING));
  }

  private void add(Optional<List<String>> wanted) {
    boolean isEmbedded = server.layout() == Layout.EMBEDDED;
    Mark list = list();
    String in = isEmbedded ? list.field() + "." : "";
    Document fields = new Document(in + "uid", 1);
    if (runs.isPresent()) {
      fields.append(in + "run_start", 1);
    }
    Document filter = new Document();
    if (wanted.isPresent()) {
      Document listed = new Document("$in", ServerRuns.names(wanted.get()));
      filter.put("$or", List.of(new Document(in + "uid", listed), new Document("_id", listed)));
    }
    CollectionName asked = isEmbedded ? CollectionName.HEADER : target;
    try (MongoCursor<RawBsonDocument> cursor =
        server.find(asked, filter).projection(fields).cursor()) {
      while (cursor.hasNext()) {
        ByteBuffer view = cursor.next().getByteBuffer().asNIO();
        byte[] bytes = view.array();
        int from = view.arrayOffset() + view.position();
        if (!walk.isWhole(bytes, from, view.arrayOffset() + view.limit())) {
          continue;
        }
        outer.read(bytes, from);
        if (!isEmbedded) {
          note(outer);
        }
        for (int at : isEmbedded ? outer.documents(list) : List.<Integer>of()) {
          inner.read(bytes, at);
          note(inner);
        }
      }
    } catch (MongoException e) {
      throw Server.failed(server.uri(), "list the runs of MongoDB database", e);
    }
  }

  private Mark list() {
    return switch (target) {
      case EVENT_DESCRIPTOR -> Mark.DESCRIPTORS;
      case RESOURCE -> Mark.RESOURCES;
      case STREAM_RESOURCE -> Mark.STREAM_RESOURCES;
      default -> Mark.START;
    };
  }

  /** What belongs to no run is not known, so that what refers to it is found as well. */
  private void note(Envelope envelope) {
    if (runs.isPresent() && envelope.has(Mark.RUN_START)) {
      String run = envelope.text(Mark.RUN_START).orElse("");
      if (!runs.get().has(run)) {
        runs.get().askAgain(List.of(run));
      }
      if (!runs.get().has(run)) {
        return;
      }
    }
    envelope.uid().ifPresent(uid -> names.put(uid, THERE));
    envelope.id().ifPresent(id -> names.put(id, THERE));
  }
}
