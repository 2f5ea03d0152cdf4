package io.github.blueskyspark.archives.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import io.github.blueskyspark.archives.mongo.Server.Layout;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.spi.StoreRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/**
 * Lists the runs that may be wanted, by a filter that the server applies. Runs that have no stop
 * and began lately are pinned to what is there now, so that they can be read twice while they go
 * on.
 */
final class RunListing {
  /** Older runs without a stop have been given up by who wrote them. */
  private static final int LATELY_DAYS = 7;

  private static final int CHUNK = 1000;
  private static final Document NOTHING_ELSE = new Document("_id", 1);

  private final Server server;
  private final StoreRequest request;
  private final Envelope envelope = new Envelope();
  private final Envelope inner = new Envelope();
  private final BsonWalk walk = new BsonWalk(1 << 10);

  RunListing(Server server, StoreRequest request) {
    this.server = server;
    this.request = request;
  }

  /** The runs in stored order, each once. */
  List<ServerPart.Run> runs() {
    Layout layout = server.layout();
    // run uid → the _id of a run that may still go on
    Map<String, Optional<String>> open = new HashMap<>();
    List<String> uids = new ArrayList<>();
    Document fields =
        layout == Layout.NORMALIZED
            ? new Document("uid", 1)
            : new Document("start.uid", 1).append("stop.uid", 1);
    each(
        server.find(layout.runs(), filter()).projection(fields),
        (bytes, from) -> {
          Optional<String> uid = uid(bytes);
          if (uid.isPresent() && !open.containsKey(uid.get())) {
            uids.add(uid.get());
            boolean hasStop = layout == Layout.EMBEDDED && !envelope.documents(Mark.STOP).isEmpty();
            open.put(uid.get(), hasStop ? Optional.empty() : envelope.id());
          }
        });
    if (layout == Layout.NORMALIZED) {
      stopped(uids).forEach(uid -> open.put(uid, Optional.empty()));
    }
    List<ServerPart.Run> runs = new ArrayList<>();
    for (String uid : uids) {
      Optional<String> id = open.get(uid).filter(RunListing::isLate);
      String pin =
          id.map(i -> layout == Layout.NORMALIZED ? pin(uid, i) : rows(uid).text()).orElse("");
      runs.add(new ServerPart.Run(uid, pin));
    }
    return runs;
  }

  private Optional<String> uid(byte[] bytes) {
    if (server.layout() == Layout.NORMALIZED) {
      return envelope.uid();
    }
    for (int at : envelope.documents(Mark.START)) {
      inner.read(bytes, at);
      if (inner.uid().isPresent()) {
        return inner.uid();
      }
    }
    return Optional.empty();
  }

  private static boolean isLate(String id) {
    Instant made = Instant.ofEpochSecond(new ObjectId(id).getTimestamp() & 0xFFFFFFFFL);
    return made.isAfter(Instant.now().minus(LATELY_DAYS, ChronoUnit.DAYS));
  }

  private Bson filter() {
    Layout layout = server.layout();
    List<Bson> all = new ArrayList<>();
    new MatchFilter(layout).of(request.conditions()).ifPresent(all::add);
    TimeRange range = TimeRange.of(request.options());
    String time = layout.start("time");
    // Bounds are rounded outwards; the exact ones are looked at when the documents are here.
    range
        .since()
        .ifPresent(
            t -> all.add(new Document(time, new Document("$gte", Math.nextDown(t.doubleValue())))));
    range
        .until()
        .ifPresent(
            t -> all.add(new Document(time, new Document("$lte", Math.nextUp(t.doubleValue())))));
    if (!request.runUids().isEmpty()) {
      List<Object> names = ServerRuns.names(List.copyOf(request.runUids()));
      all.add(
          new Document(
              "$or",
              List.of(
                  new Document(layout.start("uid"), new Document("$in", names)),
                  new Document("_id", new Document("$in", names)))));
    }
    return all.isEmpty() ? new Document() : new Document("$and", all);
  }

  /** Which of the runs have a stop. */
  private Set<String> stopped(List<String> uids) {
    Set<String> stopped = new HashSet<>();
    for (int i = 0; i < uids.size(); i += CHUNK) {
      List<Object> names = ServerRuns.names(uids.subList(i, Math.min(uids.size(), i + CHUNK)));
      Document wanted = new Document("run_start", new Document("$in", names));
      each(
          server.find(CollectionName.RUN_STOP, wanted).projection(new Document("run_start", 1)),
          (bytes, from) -> envelope.text(Mark.RUN_START).ifPresent(stopped::add));
    }
    return stopped;
  }

  /** The last {@code _id} among a run's documents. */
  private String pin(String uid, String start) {
    List<String> last = new ArrayList<>(List.of(start));
    List<Object> descriptors = new ArrayList<>();
    Document ofRun =
        new Document("run_start", new Document("$in", List.of(uid, new ObjectId(start))));
    each(
        server.find(CollectionName.EVENT_DESCRIPTOR, ofRun).projection(new Document("uid", 1)),
        (bytes, from) -> {
          envelope.uid().ifPresent(descriptors::add);
          envelope.id().ifPresent(last::add);
        });
    newest(CollectionName.RESOURCE, ofRun, last);
    newest(CollectionName.STREAM_RESOURCE, ofRun, last);
    newest(
        CollectionName.EVENT, new Document("descriptor", new Document("$in", descriptors)), last);
    return last.stream().max(String::compareTo).orElse(start);
  }

  /** How many rows a run's pages have. */
  private PinnedRows rows(String uid) {
    List<String> descriptors = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    Document fields = new Document("descriptors.uid", 1).append("resources.uid", 1);
    each(
        server.find(CollectionName.HEADER, new Document("start.uid", uid)).projection(fields),
        (bytes, from) -> {
          names(bytes, Mark.DESCRIPTORS, descriptors);
          names(bytes, Mark.RESOURCES, resources);
        });
    return new PinnedRows(
        count(CollectionName.EVENT, descriptors), count(CollectionName.DATUM, resources));
  }

  private void names(byte[] bytes, Mark list, List<String> names) {
    for (int at : envelope.documents(list)) {
      inner.read(bytes, at);
      names.add(inner.uid().orElse(""));
    }
  }

  private List<Integer> count(CollectionName pages, List<String> names) {
    String reference = pages.references().get(0).field();
    List<Integer> counts = new ArrayList<>();
    for (String name : names) {
      long[] end = {0};
      each(
          server
              .find(pages, new Document(reference, name))
              .projection(new Document("last_index", 1)),
          (bytes, from) ->
              end[0] = Math.max(end[0], envelope.whole(Mark.LAST_INDEX).orElse(-1L) + 1));
      counts.add((int) Math.min(Integer.MAX_VALUE, end[0]));
    }
    return counts;
  }

  private void newest(CollectionName name, Document filter, List<String> last) {
    each(
        server.find(name, filter).projection(NOTHING_ELSE).sort(new Document("_id", -1)).limit(1),
        (bytes, from) -> envelope.id().ifPresent(last::add));
  }

  /** Looks at a document's bytes. */
  @FunctionalInterface
  private interface Look {
    void at(byte[] bytes, int from);
  }

  private void each(FindIterable<RawBsonDocument> found, Look look) {
    try (MongoCursor<RawBsonDocument> cursor = found.cursor()) {
      while (cursor.hasNext()) {
        ByteBuffer view = cursor.next().getByteBuffer().asNIO();
        int from = view.arrayOffset() + view.position();
        if (!walk.isWhole(view.array(), from, view.arrayOffset() + view.limit())) {
          throw new ArchiveException(
              Location.file(server.uri().shown()),
              "list runs",
              "the server answers with no BSON document: " + walk.fault(),
              "Check that a MongoDB server listens there");
        }
        envelope.read(view.array(), from);
        look.at(view.array(), from);
      }
    }
  }
}
