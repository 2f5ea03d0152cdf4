package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The catalogs of {@code sample-data/tiled} through the store, and what Tiled's client reads. */
final class TiledSample {
  /** A document as it came. */
  record Doc(String name, JsonNode doc, List<String> notes) {
    String run() {
      return name.equals("start") ? doc.path("uid").asText() : doc.path("run_start").asText();
    }
  }

  static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String root;
  private final Map<String, String> options;
  private final LocalStorage storage = new LocalStorage();

  TiledSample(String root, Map<String, String> options) {
    this.root = root;
    this.options = new HashMap<>(options);
  }

  /** The catalog with its tables in SQLite. */
  static TiledSample sqlite() {
    return of(SAMPLES.resolve("tiled/archive/sqlite"), "sqlite");
  }

  /** The catalog with its tables in DuckDB, unpacked. */
  static TiledSample duckdb(Path directory) throws IOException {
    Path packed = SAMPLES.resolve("tiled/archive/duckdb");
    try (Stream<Path> files = Files.walk(packed)) {
      for (Path file : files.toList()) {
        Path copy = directory.resolve(packed.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(packed.resolve("tabular.duckdb.gz")))) {
      Files.copy(in, directory.resolve("tabular.duckdb"));
    }
    return of(directory, "duckdb");
  }

  /** A copy of the catalog's own name for its place. */
  static TiledSample of(Path directory, String storage) {
    return new TiledSample(
        directory.toUri().toString(),
        Map.of("rootMap", "/data/bluesky-samples/tiled/archive/" + storage + "=" + directory));
  }

  TiledSample with(String option, String value) {
    TiledSample more = new TiledSample(root, options);
    more.options.put(option, value);
    return more;
  }

  /** What Tiled's client reads: run, then metadata and streams. */
  static JsonNode expected(String storage) throws IOException {
    Path file = SAMPLES.resolve("tiled/expected/" + storage + ".json");
    return MAPPER.readTree(Files.readString(file));
  }

  OptionValues values() {
    return OptionValues.parse(options).with(Options.PATH, List.of(root));
  }

  List<FileRef> parts(List<Predicate> conditions, Set<String> uids) throws IOException {
    ArchivePlace place = new ArchivePlace(root, List.of());
    return new TiledStore()
        .parts(new StoreRequest(place, values(), storage, conditions, uids))
        .parts();
  }

  /** uids of the runs that a query leaves, before their documents are looked at. */
  List<String> narrowed(String query) throws IOException {
    List<String> uids = new ArrayList<>();
    for (FileRef part : parts(List.of(MongoQuery.parse(query)), Set.of())) {
      read(part, Scope.ENDS, Set.of()).stream()
          .filter(d -> d.name().equals("start"))
          .forEach(d -> uids.add(d.run()));
    }
    return uids;
  }

  List<Doc> documents() throws IOException {
    return documents(Scope.EVERYTHING);
  }

  List<Doc> documents(Scope scope) throws IOException {
    List<Doc> all = new ArrayList<>();
    for (FileRef part : parts(List.of(), Set.of())) {
      all.addAll(read(part, scope, Set.of()));
    }
    return all;
  }

  List<Doc> read(FileRef part, Scope scope, Set<String> uids) throws IOException {
    List<Doc> all = new ArrayList<>();
    StoreReading reading = new StoreReading(storage, ReadLimits.DEFAULT, values(), scope, uids);
    try (DocumentReader reader = new TiledStore().open(part, reading)) {
      while (reader.advance() != Step.END) {
        try (JsonParser parser = reader.document().parser()) {
          all.add(
              new Doc(
                  reader.document().name(), MAPPER.readTree(parser), reader.document().notes()));
        }
      }
    }
    return all;
  }
}
