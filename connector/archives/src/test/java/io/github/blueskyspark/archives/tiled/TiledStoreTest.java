package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.archives.tiled.TiledSample.Doc;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiledStoreTest {
  private static final Path SQLITE = TiledSample.SAMPLES.resolve("tiled/archive/sqlite");

  @Test
  void aCatalogIsKnownByItsContentAndADatabaseByItsUri(@TempDir Path other) throws IOException {
    TiledStore store = new TiledStore();
    LocalStorage storage = new LocalStorage();
    Path text = Files.writeString(other.resolve("catalog.db"), "x".repeat(200));
    assertThat(recognised(store, SQLITE.toUri().toString(), storage)).isTrue();
    assertThat(recognised(store, SQLITE.resolve("catalog.db").toUri().toString(), storage))
        .isTrue();
    assertThat(recognised(store, "postgresql+asyncpg://me:pw@host/tiled", storage)).isTrue();
    assertThat(recognised(store, "jdbc:postgresql://host/tiled", storage)).isTrue();
    assertThat(recognised(store, text.toUri().toString(), storage)).isFalse();
    assertThat(recognised(store, "mongodb://host/db", storage)).isFalse();
  }

  private static boolean recognised(TiledStore store, String root, LocalStorage storage)
      throws IOException {
    return store.recognises(new ArchivePlace(root, List.of()), storage);
  }

  @Test
  void eventsAreTheRowsThatTiledsClientReads() throws IOException {
    compare(TiledSample.sqlite().documents(), TiledSample.expected("sqlite"));
  }

  @Test
  void duckDbTablesAndRaggedArraysAreRead(@TempDir Path directory) throws IOException {
    compare(TiledSample.duckdb(directory).documents(), TiledSample.expected("duckdb"));
  }

  private static void compare(List<Doc> documents, JsonNode expected) {
    Map<String, List<JsonNode>> events = new HashMap<>(); // by run and stream
    Map<String, String> streams = new HashMap<>();
    for (Doc d : documents) {
      if (d.name().equals("descriptor")) {
        streams.put(d.doc().path("uid").asText(), d.run() + "/" + d.doc().path("name").asText());
      } else if (d.name().equals("event")) {
        events
            .computeIfAbsent(
                streams.get(d.doc().path("descriptor").asText()), s -> new ArrayList<>())
            .add(d.doc());
      }
    }
    assertThat(documents.stream().filter(d -> d.name().equals("start")).map(Doc::run))
        .containsExactlyInAnyOrderElementsOf(names(expected));
    int rows = 0;
    for (Map.Entry<String, JsonNode> run : expected.properties()) {
      for (Map.Entry<String, JsonNode> stream : run.getValue().path("streams").properties()) {
        List<JsonNode> found = events.getOrDefault(run.getKey() + "/" + stream.getKey(), List.of());
        rows += compareStream(found, stream.getValue());
      }
      for (String name : List.of("start", "stop")) {
        JsonNode want = run.getValue().path("metadata").path(name);
        documents.stream()
            .filter(d -> d.name().equals(name) && d.run().equals(run.getKey()))
            .forEach(d -> assertThat(d.doc()).isEqualTo(want));
      }
    }
    assertThat(rows).isGreaterThan(10);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static int compareStream(List<JsonNode> events, JsonNode parts) {
    JsonNode table = parts.path("internal");
    int rows = table.path("seq_num").size();
    assertThat(events).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      JsonNode event = events.get(i);
      assertThat(event.has("uid") || event.has("filled")).isFalse();
      for (Map.Entry<String, JsonNode> column : table.properties()) {
        compareCell(event, column.getKey(), column.getValue().get(i));
      }
      if (parts.has("peaks")) {
        assertThat(event.path("data").path("peaks")).isEqualTo(parts.path("peaks").get(i));
      }
    }
    return rows;
  }

  private static void compareCell(JsonNode event, String column, JsonNode want) {
    String plain = column.replaceAll("^(ts_)?(time|seq_num)_$", "$1$2");
    boolean isStamp = column.startsWith("ts_");
    JsonNode found =
        plain.equals(column) && (column.equals("seq_num") || column.equals("time"))
            ? event.path(column)
            : isStamp
                ? event.path("timestamps").path(plain.substring(3))
                : event.path("data").path(plain);
    boolean isMissing = found.isMissingNode() || found.isNull();
    if (isMissing) { // SQLite keeps no NaN
      assertThat(want.isNull() || want.asText().equals("NaN")).as(column).isTrue();
    } else if (want.isTextual() && found.isNumber()) {
      assertThat(found.asText()).as(column).isEqualTo(want.asText());
    } else {
      assertThat(found.toString()).as(column).isEqualTo(want.toString());
    }
  }

  @Test
  void startComesFirstAndStopLastAndNotesSayWhatWasRebuilt() throws IOException {
    List<Doc> documents = TiledSample.sqlite().documents();
    List<String> seen = new ArrayList<>();
    List<String> ended = new ArrayList<>();
    for (Doc d : documents) {
      if (d.name().equals("start")) {
        seen.add(d.run());
        assertThat(d.notes().get(0)).contains("rebuilt", "Tiled");
      } else if (d.name().equals("stop")) {
        ended.add(d.run());
      } else if (!d.run().isEmpty()) {
        assertThat(seen).contains(d.run());
        assertThat(ended).doesNotContain(d.run());
      }
    }
    assertThat(seen).hasSize(7);
    assertThat(ended).hasSize(6); // the writer failed in the middle of 855667fe
  }

  @Test
  void renamedKeysHaveTheirNamesAgainAndLostValuesAreToldOf() throws IOException {
    List<Doc> documents =
        TiledSample.sqlite().documents().stream()
            .filter(d -> d.name().equals("descriptor") && d.run().startsWith("0f977d1e"))
            .toList();
    assertThat(documents).hasSize(1);
    assertThat(names(documents.get(0).doc().path("data_keys")))
        .containsExactlyInAnyOrder("time", "seq_num", "uid", "val", "ts_val");
    assertThat(documents.get(0).notes()).anyMatch(n -> n.contains("'ts_val' are lost"));
  }

  @Test
  void laterDescriptorsAndTheirConfigurationComeBack() throws IOException {
    List<Doc> documents = TiledSample.sqlite().documents();
    List<JsonNode> descriptors =
        documents.stream()
            .filter(d -> d.name().equals("descriptor") && d.run().startsWith("77d030b2"))
            .map(Doc::doc)
            .toList();
    assertThat(descriptors.stream().map(d -> d.at("/configuration/det/data/det_sigma").asInt()))
        .containsExactly(1, 2, 3);
    for (JsonNode d : descriptors) {
      long events =
          documents.stream()
              .filter(e -> e.name().equals("event"))
              .filter(e -> e.doc().path("descriptor").equals(d.path("uid")))
              .count();
      assertThat(events).isEqualTo(3);
    }
  }

  @Test
  void numberedFilesBecomeADirectoryAndATemplate() throws IOException {
    List<Doc> documents = TiledSample.sqlite().documents();
    JsonNode resource =
        documents.stream()
            .filter(d -> d.name().equals("stream_resource"))
            .map(Doc::doc)
            .findFirst()
            .orElseThrow();
    assertThat(resource.path("uri").asText())
        .endsWith("/data/bluesky-samples/image-count/archive/npy/");
    assertThat(resource.path("parameters").path("template").asText()).isEqualTo("d64422_{:d}.npy");
    JsonNode datum =
        documents.stream()
            .filter(d -> d.name().equals("stream_datum"))
            .map(Doc::doc)
            .findFirst()
            .orElseThrow();
    assertThat(datum.path("indices").toString()).isEqualTo("{\"start\":0,\"stop\":10}");
    assertThat(datum.path("seq_nums").toString()).isEqualTo("{\"start\":1,\"stop\":11}");
  }

  @Test
  void directoriesOfArraysAreOneResourceAlsoWithDigitsAtTheEnd(@TempDir Path directory)
      throws IOException {
    List<JsonNode> resources =
        TiledSample.duckdb(directory).documents().stream()
            .filter(d -> d.name().equals("stream_resource"))
            .map(Doc::doc)
            .toList();
    assertThat(resources).hasSize(5);
    for (JsonNode r : resources) {
      assertThat(r.path("mimetype").asText()).isEqualTo("application/x-zarr");
      assertThat(r.path("uri").asText()).endsWith("/primary/" + r.path("data_key").asText());
    }
  }

  @Test
  void lessIsReadWhereLessIsWanted() throws IOException {
    TiledSample sample = TiledSample.sqlite();
    assertThat(sample.documents(Scope.ENDS)).extracting(Doc::name).containsOnly("start", "stop");
    assertThat(sample.documents(Scope.METADATA))
        .extracting(Doc::name)
        .containsOnly("start", "descriptor", "stream_resource", "stop");
    String uid = "2b52ee7c-354f-4822-a661-c7d3be2c2d74";
    assertThat(sample.parts(List.of(), Set.of(uid))).hasSize(1);
    assertThat(sample.read(sample.parts(List.of(), Set.of(uid)).get(0), Scope.ENDS, Set.of(uid)))
        .extracting(Doc::run)
        .containsOnly(uid);
  }

  @Test
  void aMissingOrForbiddenDatabaseOfTablesNamesTheRemedy(@TempDir Path directory)
      throws IOException {
    Files.copy(SQLITE.resolve("catalog.db"), directory.resolve("catalog.db"));
    TiledSample alone = TiledSample.of(directory, "sqlite");
    assertThatThrownBy(alone::documents)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("tabular.db", "no such file", "rootMap", "tiled.storage");
    assertThat(alone.documents(Scope.METADATA)).isNotEmpty();
    TiledSample forbidden =
        TiledSample.of(SQLITE, "sqlite").with("allowedRoots", directory.toString());
    assertThatThrownBy(forbidden::documents)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("tabular.db", "outside", "allowedRoots");
  }

  @Test
  void nothingIsWrittenBesideTheCatalog(@TempDir Path directory) throws IOException {
    for (String name : List.of("catalog.db", "tabular.db")) {
      Files.copy(SQLITE.resolve(name), directory.resolve(name));
      assertThat(directory.resolve(name).toFile().setReadOnly()).isTrue();
    }
    TiledSample.of(directory, "sqlite").documents();
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("catalog.db", "tabular.db");
  }

  @Test
  void aDamagedCatalogIsAnErrorOfOurs(@TempDir Path directory) throws IOException {
    byte[] whole = Files.readAllBytes(SQLITE.resolve("catalog.db"));
    for (int part = 1; part < 8; part++) {
      byte[] damaged = java.util.Arrays.copyOf(whole, whole.length * part / 8);
      java.util.Arrays.fill(damaged, damaged.length / 2, damaged.length, (byte) 0xA5);
      Files.write(directory.resolve("catalog.db"), damaged);
      TiledSample sample = TiledSample.of(directory, "sqlite");
      assertThatThrownBy(sample::documents)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("catalog.db");
    }
  }

  @Test
  void withoutDuckDbsDriverTheErrorNamesItsCoordinates() {
    DuckDbDatabase database = new DuckDbDatabase(Path.of("/data/tabular.duckdb"));
    assertThatThrownBy(() -> database.driver("org.duckdb.NoDriver"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("tabular.duckdb", "class path", "org.duckdb:duckdb_jdbc:");
  }

  @Test
  void passwordsStayOutOfNames() {
    PostgresDatabase database =
        PostgresDatabase.of("postgresql+asyncpg://me:c%40nary@host/tiled?password=canary");
    assertThat(database.shown()).isEqualTo("postgresql://host:5432/tiled");
    assertThat(database.toString()).doesNotContain("canary");
    assertThat(database.password()).isEqualTo("c@nary");
  }
}
