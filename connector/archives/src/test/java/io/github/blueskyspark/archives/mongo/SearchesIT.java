package io.github.blueskyspark.archives.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Contents;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Read;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.PredicateEvaluator;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded searches find the recorded runs, whatever of them the server answers itself. */
class SearchesIT {
  @TempDir private Path folder;

  private static JsonNode recorded() throws IOException {
    try (InputStream stream = SearchesIT.class.getResourceAsStream("/searches/searches.json")) {
      return StoredDocuments.JSON.readTree(stream);
    }
  }

  @Test
  void serverAndDumpFindTheRecordedRuns() throws IOException {
    JsonNode recorded = recorded();
    List<String> lines = new ArrayList<>();
    recorded.get("starts").forEach(start -> lines.add(start.toString()));
    Files.write(folder.resolve("run_start.json"), lines);
    List<JsonNode> inDump =
        StoredDocuments.read(folder).documents().stream().map(Read::doc).toList();
    MongoServer mongo = new MongoServer(new MemoryBackend());
    String host = mongo.bindAndGetConnectionString();
    try (MongoClient client = MongoClients.create(host)) {
      for (String line : lines) {
        client.getDatabase("n").getCollection("run_start").insertOne(Document.parse(line));
        Document header = new Document("start", List.of(Document.parse(line)));
        client.getDatabase("e").getCollection("header").insertOne(header);
      }
      int narrowed = 0;
      for (JsonNode search : recorded.get("searches")) {
        String query = search.get("query").toString();
        String wanted = search.get("uids").textValue();
        assertThat(found(query, inDump)).as(query).isEqualTo(wanted);
        for (String database : List.of("/n", "/e")) {
          List<JsonNode> answered = answers(host + database, MongoQuery.parse(query));
          assertThat(found(query, answered)).as(database + query).isEqualTo(wanted);
          narrowed += answered.size() < lines.size() ? 1 : 0;
        }
      }
      assertThat(narrowed).isGreaterThan(100);
    } finally {
      mongo.shutdown();
    }
  }

  private static List<JsonNode> answers(String path, Predicate query) throws IOException {
    OptionValues options = OptionValues.parse(Map.of("path", path));
    StoreRequest request =
        new StoreRequest(
            new ArchivePlace(path, List.of()),
            options,
            new LocalStorage(),
            List.of(query),
            Set.of());
    Contents contents = new Contents(new ArrayList<>(), new ArrayList<>());
    for (FileRef part : new MongoStore().parts(request).parts()) {
      StoreReading reading =
          new StoreReading(new LocalStorage(), ReadLimits.DEFAULT, options, Scope.ENDS, Set.of());
      try (DocumentReader reader = new MongoStore().open(part, reading)) {
        StoredDocuments.drain(reader, contents.documents(), contents.rejections());
      }
    }
    assertThat(contents.rejections()).isEmpty();
    return contents.named("start").stream().map(Read::doc).toList();
  }

  private static String found(String query, List<JsonNode> starts) {
    PredicateEvaluator evaluator = new PredicateEvaluator(MongoQuery.parse(query));
    Set<String> uids = new TreeSet<>();
    starts.stream()
        .filter(evaluator::matches)
        .forEach(start -> uids.add(start.get("uid").textValue().substring(0, 8)));
    return String.join(" ", uids);
  }
}
