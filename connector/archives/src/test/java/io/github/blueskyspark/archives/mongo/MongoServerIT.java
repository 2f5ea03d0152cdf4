package io.github.blueskyspark.archives.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Contents;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Read;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that speaks the wire protocol, filled with the dumps of resources/mongo. */
class MongoServerIT {
  private static MongoServer mongo;
  private static MongoClient client;
  private static String host;

  @BeforeAll
  static void fill() throws IOException {
    mongo = new MongoServer(new MemoryBackend());
    host = mongo.bindAndGetConnectionString();
    client = MongoClients.create(host);
    for (String layout : List.of("normalized", "embedded")) {
      fill(layout, StoredDocuments.resources().resolve(layout + "/dump"));
    }
    fill("old", StoredDocuments.resources().resolve("old/metadatastore"));
  }

  private static void fill(String database, Path dump) throws IOException {
    try (Stream<Path> files = Files.list(dump)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bson")).toList()) {
        String name = file.getFileName().toString().replace(".bson", "");
        MongoCollection<RawBsonDocument> collection =
            client.getDatabase(database).getCollection(name, RawBsonDocument.class);
        for (byte[] document : DumpTest.split(Files.readAllBytes(file))) {
          collection.insertOne(new RawBsonDocument(document));
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    client.close();
    mongo.shutdown();
  }

  private static String path(String database) {
    return host + "/" + database;
  }

  private static OptionValues options(String path, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("path", path);
    return OptionValues.parse(all);
  }

  private static List<FileRef> parts(OptionValues options, String path, Predicate... conditions)
      throws IOException {
    StoreRequest request =
        new StoreRequest(
            new ArchivePlace(path, List.of()),
            options,
            new LocalStorage(),
            List.of(conditions),
            Set.of());
    return new MongoStore()
        .parts(request).parts().stream().filter(p -> !p.uri().contains("#?")).toList();
  }

  private static Contents read(OptionValues options, List<FileRef> parts, Scope scope)
      throws IOException {
    Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
    for (FileRef part : parts) {
      StoreReading reading =
          new StoreReading(new LocalStorage(), ReadLimits.DEFAULT, options, scope, Set.of());
      try (DocumentReader reader = new MongoStore().open(part, reading)) {
        StoredDocuments.drain(reader, contents.documents(), contents.rejections());
      }
    }
    return contents;
  }

  private static Contents read(String database, Map<String, String> more) throws IOException {
    OptionValues options = options(path(database), more);
    return read(options, parts(options, path(database)), Scope.EVERYTHING);
  }

  private static List<String> texts(List<Read> documents) {
    return StoredDocuments.unpacked(documents).stream()
        .map(d -> d.name() + d.doc())
        .sorted()
        .toList();
  }

  @Test
  void bothLayoutsGiveTheDocumentsOfTheirDumps() throws IOException {
    for (String layout : List.of("normalized", "embedded")) {
      Path dump = StoredDocuments.resources().resolve(layout + "/dump");
      List<String> wanted = texts(StoredDocuments.read(dump).documents());
      assertThat(texts(read(layout, Map.of()).documents())).as(layout).isEqualTo(wanted);
      List<Read> small =
          read(layout, Map.of("mongo.runsPerPart", "3", "mongo.batchSize", "2")).documents();
      assertThat(texts(small)).as(layout).isEqualTo(wanted);
    }
  }

  @Test
  void partsAreBatchesOfRuns() throws IOException {
    OptionValues options = options(path("normalized"), Map.of("mongo.runsPerPart", "5"));
    List<FileRef> parts = parts(options, path("normalized"));
    assertThat(parts).hasSize(5);
    Contents one = read(options, parts.subList(0, 1), Scope.EVERYTHING);
    assertThat(one.named("start")).hasSize(5);
    assertThat(one.documents().get(0).name()).isEqualTo("start");
    assertThat(read(options, parts, Scope.ENDS).documents())
        .extracting(Read::name)
        .containsOnly("start", "stop");
  }

  @Test
  void conditionsAndTimesReachTheServer() throws IOException {
    for (String database : List.of("normalized", "embedded")) {
      String path = path(database);
      OptionValues options = options(path, Map.of("mongo.runsPerPart", "1"));
      Predicate count = MongoQuery.parse("{\"plan_name\": \"count\"}");
      int all = parts(options, path).size();
      int some = parts(options, path, count).size();
      assertThat(some).isBetween(1, all - 1);
      assertThat(parts(options, path, new Predicate.Not(count))).hasSize(all - some);
      Predicate stop =
          MongoQuery.parse("{\"stop.exit_status\": \"fail\", \"plan_name\": \"count\"}");
      assertThat(parts(options, path, stop)).hasSize(some);
      OptionValues late = options(path, Map.of("since", "2090"));
      assertThat(parts(late, path)).isEmpty();
      OptionValues early = options(path, Map.of("until", "2090", "mongo.runsPerPart", "1"));
      assertThat(parts(early, path)).hasSize(all);
    }
  }

  @Test
  void oldDatabasesAreReadByTheirIds() throws IOException {
    List<Read> documents = read("old", Map.of()).documents();
    assertThat(documents)
        .filteredOn(d -> d.name().equals("event"))
        .extracting(d -> d.doc().get("descriptor").asText() + d.doc().get("seq_num"))
        .containsExactly("descriptor-11", "descriptor-12", "descriptor-21", "descriptor-22");
    assertThat(documents).filteredOn(d -> d.name().equals("stop")).hasSize(2);
  }

  @Test
  void aRunThatGoesOnIsTheSameWhenItIsReadAgain() throws IOException {
    var starts = client.getDatabase("growing").getCollection("run_start");
    var descriptors = client.getDatabase("growing").getCollection("event_descriptor");
    var events = client.getDatabase("growing").getCollection("event");
    var stops = client.getDatabase("growing").getCollection("run_stop");
    starts.insertOne(new Document("_id", id(1)).append("uid", "r").append("time", 1.0));
    descriptors.insertOne(new Document("_id", id(2)).append("uid", "d").append("run_start", "r"));
    for (int i = 3; i < 6; i++) {
      events.insertOne(event(i));
    }
    OptionValues options = options(path("growing"), Map.of());
    List<FileRef> parts = parts(options, path("growing"));
    List<Read> first = read(options, parts, Scope.EVERYTHING).documents();
    assertThat(first)
        .extracting(Read::name)
        .containsExactly("start", "descriptor", "event", "event", "event");
    events.insertOne(event(6));
    stops.insertOne(new Document("_id", id(7)).append("uid", "s").append("run_start", "r"));
    assertThat(read(options, parts, Scope.EVERYTHING).documents()).isEqualTo(first);
    List<FileRef> later = parts(options, path("growing"));
    assertThat(read(options, later, Scope.EVERYTHING).documents()).hasSize(7);
  }

  private static ObjectId id(int counter) {
    return new ObjectId((int) Instant.now().getEpochSecond(), counter);
  }

  private static Document event(int i) {
    return new Document("_id", id(i))
        .append("uid", "e" + i)
        .append("descriptor", "d")
        .append("time", 1.0 * i);
  }

  @Test
  void pagesThatGrowAreTheSameWhenTheyAreReadAgain() throws IOException {
    var headers = client.getDatabase("pages").getCollection("header");
    var pages = client.getDatabase("pages").getCollection("event");
    Document start = new Document("uid", "r").append("time", 1.0);
    Document descriptor = new Document("uid", "d").append("run_start", "r");
    Document late = new Document("uid", "d2").append("run_start", "r");
    headers.insertOne(
        new Document("_id", id(1))
            .append("start", List.of(start))
            .append("descriptors", List.of(descriptor)));
    pages.insertOne(page(2, "d", 0, 1.0, 2.0));
    OptionValues options = options(path("pages"), Map.of());
    List<FileRef> parts = parts(options, path("pages"));
    List<Read> first = read(options, parts, Scope.EVERYTHING).documents();
    assertThat(first).extracting(Read::name).containsExactly("start", "descriptor", "event_page");
    pages.deleteOne(new Document("descriptor", "d"));
    pages.insertOne(page(2, "d", 0, 1.0, 2.0, 3.0));
    pages.insertOne(page(3, "d", 3, 4.0));
    pages.insertOne(page(4, "d2", 0, 5.0));
    headers.updateOne(
        new Document(),
        new Document("$set", new Document("descriptors", List.of(descriptor, late))));
    headers.updateOne(
        new Document(),
        new Document(
            "$set",
            new Document("stop", List.of(new Document("uid", "s").append("run_start", "r")))));
    assertThat(read(options, parts, Scope.EVERYTHING).documents()).isEqualTo(first);
    List<FileRef> later = parts(options, path("pages"));
    assertThat(read(options, later, Scope.EVERYTHING).documents()).hasSize(7);
  }

  private static Document page(int id, String descriptor, int from, Double... times) {
    return new Document("_id", id(id))
        .append("descriptor", descriptor)
        .append("uid", Stream.of(times).map(t -> "e" + t).toList())
        .append("time", List.of(times))
        .append("data", new Document("x", List.of(times)))
        .append("first_index", from)
        .append("last_index", from + times.length - 1);
  }

  @Test
  void documentsOfNoRunHaveAPartOfTheirOwn() throws IOException {
    var database = client.getDatabase("orphans");
    fill("orphans", StoredDocuments.resources().resolve("normalized/dump"));
    database
        .getCollection("run_start")
        .deleteOne(new Document("uid", "683447c1-0cc8-4f11-9d4e-abbd1fcfb980"));
    database.getCollection("event").insertOne(event(1).append("descriptor", "nothing"));
    OptionValues options = options(path("orphans"), Map.of());
    StoreRequest request =
        new StoreRequest(
            new ArchivePlace(path("orphans"), List.of()),
            options,
            new LocalStorage(),
            List.of(),
            Set.of());
    List<FileRef> all = new MongoStore().parts(request).parts();
    List<FileRef> orphans = all.stream().filter(p -> p.uri().contains("#?")).toList();
    assertThat(orphans).hasSize(1);
    List<Read> found = read(options, orphans, Scope.EVERYTHING).documents();
    assertThat(found).filteredOn(d -> d.name().equals("event")).hasSize(11);
    assertThat(found).filteredOn(d -> d.name().equals("descriptor")).hasSize(1);
    assertThat(found).filteredOn(d -> d.name().equals("stop")).hasSize(1);
    assertThat(found).hasSize(13);
    Path dump = StoredDocuments.resources().resolve("normalized/dump");
    assertThat(read(options, all, Scope.EVERYTHING).documents())
        .hasSize(StoredDocuments.read(dump).documents().size());
    assertThat(read(options, orphans, Scope.METADATA).documents()).isEmpty();
  }

  @Test
  void passwordsAreInNoPartAndNoMessage() throws IOException {
    String secret =
        "mongodb://user:c%40nary@" + host.substring(host.indexOf("//") + 2) + "/normalized";
    OptionValues wrong = options(secret, Map.of());
    assertThatThrownBy(() -> parts(wrong, secret))
        .isInstanceOf(ArchiveException.class)
        .hasMessageNotContaining("nary")
        .hasMessageContaining("Cannot");
    String malformed = "mongodb://user:can@ary@host:port:3/db?x=1";
    assertThatThrownBy(() -> parts(options(malformed, Map.of()), malformed))
        .isInstanceOf(OptionException.class)
        .hasMessageNotContaining("ary")
        .hasNoCause();
    OptionValues options = options(path("normalized"), Map.of());
    assertThat(parts(options, path("normalized")).get(0).uri())
        .startsWith(path("normalized") + "#");
  }

  @Test
  void wrongOptionsAndDatabasesAreNamed() {
    assertThatThrownBy(() -> parts(options(path("x"), Map.of("mongo.batchSise", "1")), path("x")))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("mongo.batchsize");
    assertThatThrownBy(() -> parts(options(path("nothing"), Map.of()), path("nothing")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("neither a collection run_start nor header");
    assertThatThrownBy(() -> parts(options(host, Map.of()), host))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("names no database");
    String nobody = "mongodb://127.0.0.1:9/db";
    OptionValues quick = options(nobody, Map.of("mongo.serverSelectionTimeoutMS", "300"));
    assertThatThrownBy(() -> parts(quick, nobody))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("Cannot connect to MongoDB");
  }
}
