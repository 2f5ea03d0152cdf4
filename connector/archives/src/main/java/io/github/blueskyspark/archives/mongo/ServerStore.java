package io.github.blueskyspark.archives.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import io.github.blueskyspark.archives.mongo.Server.Layout;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.spi.StoreRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** A live server: parts are batches of runs, each read by its own connection. */
final class ServerStore {
  /** Bytes of a part, as far as averages tell. */
  private static final long BYTES_A_PART = 32L << 20;

  private static final int MOST_RUNS = 500;

  /** Answers that are merged; of a run with more descriptors the server sorts the events. */
  private static final int MOST_ANSWERS = 8;

  private static final int MOST_NAMES = 1000;

  /** What a part's URI has instead of runs. */
  private static final String ORPHANS = "#?";

  private static final List<CollectionName> OWNED =
      List.of(
          CollectionName.EVENT_DESCRIPTOR,
          CollectionName.RESOURCE,
          CollectionName.STREAM_RESOURCE,
          CollectionName.DATUM,
          CollectionName.STREAM_DATUM,
          CollectionName.EVENT,
          CollectionName.RUN_STOP);

  private ServerStore() {}

  static StoreParts parts(StoreRequest request) {
    ServerUri uri = ServerUri.of(request.place().root(), request.options());
    try (Server server = Server.connect(uri)) {
      List<ServerPart.Run> runs = new RunListing(server, request).runs();
      long each = runs.isEmpty() ? 0 : bytes(server) / runs.size();
      long fitting = Math.max(1, BYTES_A_PART / Math.max(1, each));
      int batch =
          uri.number(ServerUri.RUNS_PER_PART, (int) Math.min(MOST_RUNS, fitting), MOST_NAMES);
      List<FileRef> parts = new ArrayList<>();
      for (int i = 0; i < runs.size(); i += batch) {
        List<ServerPart.Run> some = runs.subList(i, Math.min(runs.size(), i + batch));
        parts.add(new ServerPart(uri.shown(), some).reference(each * some.size()));
      }
      if (isWhole(request)) {
        int now = (int) Instant.now().plusSeconds(1).getEpochSecond();
        String until = new ObjectId(now, 0).toHexString();
        parts.add(new FileRef(uri.shown() + ORPHANS + until, 1, 0, MongoStore.NAME));
      }
      return new StoreParts(parts, true);
    } catch (MongoException e) {
      throw Server.failed(uri, "list the runs of MongoDB database", e);
    }
  }

  /** Whether no run is left out, so that documents of no run are asked for as well. */
  private static boolean isWhole(StoreRequest request) {
    return request.runUids().isEmpty()
        && request.conditions().isEmpty()
        && request.options().get(Options.SINCE).isBlank()
        && request.options().get(Options.UNTIL).isBlank();
  }

  private static long bytes(Server server) {
    return server.bytes(CollectionName.EVENT) + server.bytes(server.layout().runs());
  }

  /** Start, descriptors and resources before use, events by time, stop last. */
  static DocumentReader open(FileRef reference, StoreReading reading) {
    if (reference.uri().contains(ORPHANS)) {
      return orphans(reference, reading);
    }
    ServerPart part = ServerPart.of(reference);
    ServerUri uri = named(part.shown(), reading);
    List<String> uids =
        part.runs().stream()
            .map(ServerPart.Run::uid)
            .filter(uid -> reading.runUids().isEmpty() || reading.runUids().contains(uid))
            .toList();
    if (uids.isEmpty()) {
      return new FeedReader(List.of());
    }
    Server server = Server.connect(uri);
    Questions questions = new Questions(server, new ServerRuns(part), reading);
    List<FeedReader.Opening> feeds =
        server.layout() == Layout.NORMALIZED
            ? questions.normalized(uids)
            : questions.embedded(uids);
    return new FeedReader(feeds, server);
  }

  /** Documents that belong to no run; nothing where they are not looked at. */
  private static DocumentReader orphans(FileRef reference, StoreReading reading) {
    int mark = reference.uri().indexOf(ORPHANS);
    ObjectId until = new ObjectId(reference.uri().substring(mark + ORPHANS.length()));
    if (reading.scope() != Scope.EVERYTHING || !reading.runUids().isEmpty()) {
      return new FeedReader(List.of());
    }
    Server server = Server.connect(named(reference.uri().substring(0, mark), reading));
    List<FeedReader.Opening> feeds = new ArrayList<>();
    try {
      KnownNames runs = KnownNames.runs(server);
      List<CollectionName> asked =
          server.layout() == Layout.NORMALIZED
              ? OWNED
              : List.of(CollectionName.DATUM, CollectionName.EVENT);
      for (CollectionName name : asked) {
        feeds.add(
            () -> new OrphanFeed(server, name, runs.referredBy(name), until, reading.limits()));
      }
      return new FeedReader(feeds, server);
    } catch (MongoException e) {
      server.close();
      throw Server.failed(server.uri(), "list the runs of MongoDB database", e);
    }
  }

  /** The path with its password whose server the part is of. */
  private static ServerUri named(String shown, StoreReading reading) {
    for (String path : reading.options().get(Options.PATH)) {
      if (ServerUri.is(path)) {
        ServerUri uri = ServerUri.of(path, reading.options());
        if (uri.shown().equals(shown)) {
          return uri;
        }
      }
    }
    throw new ArchiveException(
        Location.file(shown),
        "connect to MongoDB",
        "option path does not name it",
        "Read with the options the query was planned with");
  }

  /** What a part asks the server, in order; each question when the answers before are read. */
  private record Questions(Server server, ServerRuns runs, StoreReading reading) {
    List<FeedReader.Opening> normalized(List<String> uids) {
      Scope scope = reading.scope();
      List<FeedReader.Opening> feeds = new ArrayList<>();
      feeds.add(
          () ->
              feed(
                  CollectionName.RUN_START,
                  new Document(
                      "$or",
                      List.of(in("uid", List.copyOf(uids)), in("_id", ServerRuns.names(uids)))),
                  List.of()));
      if (scope != Scope.ENDS) {
        for (CollectionName name :
            List.of(
                CollectionName.EVENT_DESCRIPTOR,
                CollectionName.RESOURCE,
                CollectionName.STREAM_RESOURCE)) {
          addChunks(feeds, name, "run_start", runs::runs);
        }
        addChunks(feeds, CollectionName.STREAM_DATUM, "stream_resource", runs::streamResources);
      }
      if (scope == Scope.EVERYTHING) {
        addChunks(feeds, CollectionName.DATUM, "resource", runs::resources);
        feeds.add(() -> new MergedEvents(runs, run -> events(run, "time")));
      }
      addChunks(feeds, CollectionName.RUN_STOP, "run_start", runs::runs);
      return feeds;
    }

    List<FeedReader.Opening> embedded(List<String> uids) {
      Scope scope = reading.scope();
      Document wanted = in("start.uid", List.copyOf(uids));
      List<FeedReader.Opening> feeds = new ArrayList<>();
      List<Header.Part> before = scope == Scope.ENDS ? Header.BEFORE.subList(0, 1) : Header.BEFORE;
      feeds.add(() -> feed(CollectionName.HEADER, wanted, before));
      if (scope == Scope.EVERYTHING) {
        addChunks(feeds, CollectionName.DATUM, "resource", runs::resources);
        feeds.add(() -> new MergedEvents(runs, run -> events(run, "time.0")));
      }
      feeds.add(() -> feed(CollectionName.HEADER, wanted, Header.AFTER));
      return feeds;
    }

    private void addChunks(
        List<FeedReader.Opening> feeds,
        CollectionName name,
        String field,
        java.util.function.Supplier<List<Object>> names) {
      feeds.add(
          () -> {
            List<FeedReader.Opening> chunks = new ArrayList<>();
            List<Object> all = names.get();
            for (int i = 0; i < all.size(); i += MOST_NAMES) {
              List<Object> some = all.subList(i, Math.min(all.size(), i + MOST_NAMES));
              chunks.add(() -> feed(name, in(field, some), List.of()));
            }
            return new FeedReader(chunks);
          });
    }

    private CollectionFeed feed(CollectionName name, Document filter, List<Header.Part> parts) {
      FindIterable<RawBsonDocument> found = server.find(name, filter);
      return new CollectionFeed(
          name,
          new CursorFeed(server.uri(), name, found, reading.limits()),
          runs.table(),
          parts,
          runs);
    }

    private List<Feed> events(int run, String time) {
      List<Object> descriptors = runs.descriptors(run);
      List<Feed> answers = new ArrayList<>();
      if (descriptors.size() > 2 * MOST_ANSWERS) {
        answers.add(events(in("descriptor", descriptors), time));
        return answers;
      }
      for (Object descriptor : descriptors) {
        answers.add(events(new Document("descriptor", descriptor), time));
      }
      return answers;
    }

    private Feed events(Document filter, String time) {
      FindIterable<RawBsonDocument> found =
          server.find(CollectionName.EVENT, filter).sort(new Document(time, 1)).allowDiskUse(true);
      return new CursorFeed(server.uri(), CollectionName.EVENT, found, reading.limits());
    }

    private static Document in(String field, List<Object> values) {
      return new Document(field, new Document("$in", values));
    }
  }
}
