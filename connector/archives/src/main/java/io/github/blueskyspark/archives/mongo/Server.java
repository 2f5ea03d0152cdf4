package io.github.blueskyspark.archives.mongo;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** An open connection to a database of either layout. Not thread safe; its owner closes it. */
final class Server implements Closeable {
  /** How the documents are laid out. */
  enum Layout {
    NORMALIZED,
    EMBEDDED;

    /** The collection with a document a run. */
    CollectionName runs() {
      return this == NORMALIZED ? CollectionName.RUN_START : CollectionName.HEADER;
    }

    /** Where in it a field of the start document is. */
    String start(String field) {
      return this == NORMALIZED ? field : "start." + field;
    }
  }

  private static final int USUAL_BATCH = 500;
  private static final int MOST = 1_000_000;

  private final ServerUri uri;
  private final MongoClient client;
  private final Layout layout;

  private Server(ServerUri uri, MongoClient client, Layout layout) {
    this.uri = uri;
    this.client = client;
    this.layout = layout;
  }

  /**
   * Connects and looks which layout is there.
   *
   * @throws ArchiveException when there is no answer, no access, or none of the collections
   */
  static Server connect(ServerUri uri) {
    MongoClient client = MongoClients.create(uri.settings());
    boolean isOpen = false;
    try {
      Server server = new Server(uri, client, layout(uri, client));
      isOpen = true;
      return server;
    } catch (MongoException e) {
      throw failed(uri, "connect to MongoDB", e);
    } finally {
      if (!isOpen) {
        client.close();
      }
    }
  }

  private static Layout layout(ServerUri uri, MongoClient client) {
    List<String> there =
        client.getDatabase(uri.database()).listCollectionNames().into(new ArrayList<>());
    List<Layout> found = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      if (there.contains(layout.runs().collectionName())) {
        found.add(layout);
      }
    }
    if (!uri.layout().isEmpty()) {
      return named(uri.layout());
    }
    if (found.size() > 1) {
      found.removeIf(l -> isEmpty(client, uri, l));
    }
    if (found.size() > 1) {
      throw new OptionException(
          Location.option(ServerUri.LAYOUT),
          "tell the layout of " + uri.shown(),
          "it has both run_start and header",
          "Set mongo.layout to normalized or embedded");
    }
    if (found.isEmpty()) {
      throw new ArchiveException(
          Location.file(uri.shown()),
          "read MongoDB database",
          "it has neither a collection run_start nor header; there "
              + (there.isEmpty() ? "is none" : "are " + String.join(", ", shortened(there))),
          "Name the database that suitcase-mongo writes to");
    }
    return found.get(0);
  }

  private static boolean isEmpty(MongoClient client, ServerUri uri, Layout layout) {
    return client
            .getDatabase(uri.database())
            .getCollection(layout.runs().collectionName())
            .find()
            .first()
        == null;
  }

  private static List<String> shortened(List<String> names) {
    return names.stream().sorted().limit(10).toList();
  }

  private static Layout named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "normalized" -> Layout.NORMALIZED;
      case "embedded" -> Layout.EMBEDDED;
      default ->
          throw new OptionException(
              Location.option(ServerUri.LAYOUT),
              "use value '" + text + "'",
              "it is no layout",
              "Use normalized or embedded");
    };
  }

  /** What the driver could not do, as an error of ours. */
  static ArchiveException failed(ServerUri uri, String what, MongoException e) {
    boolean isOurs = e instanceof MongoClientException;
    return new ArchiveException(
            Location.file(uri.shown()),
            what,
            e.getClass().getSimpleName()
                + " "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
            isOurs
                ? "Check host, user, password and the options mongo.*"
                : "Check the rights of the user on the database, and the server's log")
        .because(e);
  }

  ServerUri uri() {
    return uri;
  }

  Layout layout() {
    return layout;
  }

  private MongoDatabase database(CollectionName name) {
    return client.getDatabase(
        switch (name) {
          case RESOURCE, DATUM -> uri.assetDatabase();
          default -> uri.database();
        });
  }

  private MongoCollection<RawBsonDocument> collection(CollectionName name) {
    return database(name).getCollection(name.collectionName(), RawBsonDocument.class);
  }

  /** Stored documents, in replies of bounded size. */
  FindIterable<RawBsonDocument> find(CollectionName name, Bson filter) {
    return collection(name)
        .find(filter)
        .batchSize(uri.number(ServerUri.BATCH_SIZE, USUAL_BATCH, MOST));
  }

  /** Bytes of a collection's documents; 0 when the server does not say. */
  long bytes(CollectionName name) {
    try {
      Document stats = database(name).runCommand(new Document("collStats", name.collectionName()));
      return stats.get("size") instanceof Number size ? size.longValue() : 0;
    } catch (MongoException e) {
      return 0; // not every server and not every user may ask
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
