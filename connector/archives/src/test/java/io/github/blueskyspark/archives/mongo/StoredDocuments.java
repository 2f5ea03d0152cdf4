package io.github.blueskyspark.archives.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.options.OptionValues;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the archives of resources/mongo, which its make.py wrote, through the store. */
final class StoredDocuments {
  /** One document as the store gave it. */
  record Read(String name, JsonNode doc, String text, String source, long position) {
    String uid() {
      return doc.path(name.equals("datum") ? "datum_id" : "uid").asText();
    }
  }

  /** What came out of a place. */
  record Contents(List<Read> documents, List<Rejection> rejections) {
    List<Read> named(String name) {
      return documents.stream().filter(d -> d.name().equals(name)).toList();
    }
  }

  static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build());

  private StoredDocuments() {}

  static Path root() {
    return Path.of(System.getProperty("bluesky.root", "."));
  }

  static Path resources() {
    return root().resolve("connector/archives/src/test/resources/mongo");
  }

  static ArchivePlace place(Path directory) throws IOException {
    List<FileRef> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.add(LocalStorage.ref(file));
      }
    }
    return new ArchivePlace(directory.toUri().toString(), files);
  }

  static List<FileRef> parts(Path directory) throws IOException {
    StoreRequest request =
        new StoreRequest(
            place(directory), OptionValues.defaults(), new LocalStorage(), List.of(), Set.of());
    return new MongoStore().parts(request).parts();
  }

  static Contents read(Path directory) throws IOException {
    return read(directory, Scope.EVERYTHING, Set.of());
  }

  static Contents read(Path directory, Scope scope, Set<String> runs) throws IOException {
    List<Read> documents = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    LocalStorage storage = new LocalStorage();
    for (FileRef part : parts(directory)) {
      StoreReading reading =
          new StoreReading(storage, ReadLimits.DEFAULT, OptionValues.defaults(), scope, runs);
      try (DocumentReader reader = new MongoStore().open(part, reading)) {
        drain(reader, documents, rejections);
      }
    }
    if (storage.stillOpen() != 0) {
      throw new IllegalStateException(storage.stillOpen() + " files are still open");
    }
    return new Contents(documents, rejections);
  }

  static void drain(DocumentReader reader, List<Read> documents, List<Rejection> rejections)
      throws IOException {
    for (Step step = reader.advance(); step != Step.END; step = reader.advance()) {
      if (step == Step.REJECTED) {
        rejections.add(reader.rejection());
      } else {
        try {
          documents.add(read(reader.document()));
        } catch (JsonParseException e) {
          // What is no text is found when it is looked at; core rejects the document then.
          documents.add(
              new Read("unreadable", JSON.createObjectNode(), e.getOriginalMessage(), "", 0));
        }
      }
    }
  }

  private static Read read(RawDocument raw) throws IOException {
    String text = new String(raw.text(), UTF_8);
    return new Read(raw.name(), JSON.readTree(text), text, raw.source(), raw.position());
  }

  /** The documents of a JSONL archive, but for a file whose name begins so. */
  static List<Read> lines(Path directory, String leftOut) throws IOException {
    List<Read> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (!file.getFileName().toString().startsWith(leftOut)) {
          for (String line : Files.readAllLines(file)) {
            JsonNode pair = JSON.readTree(line);
            String text = pair.get(1).toString();
            all.add(new Read(pair.get(0).asText(), pair.get(1), text, file.toString(), 0));
          }
        }
      }
    }
    return all;
  }

  /** The same with pages taken apart; an absent map {@code filled} is an empty one. */
  static List<Read> unpacked(List<Read> documents) {
    List<Read> single = new ArrayList<>();
    for (Read read : documents) {
      if (read.name().equals("event_page")) {
        int count = read.doc().get("seq_num").size();
        for (int i = 0; i < count; i++) {
          single.add(event(read, i));
        }
      } else if (read.name().equals("event")) {
        ObjectNode doc = read.doc().deepCopy();
        if (!doc.has("filled")) {
          doc.putObject("filled");
        }
        single.add(new Read("event", doc, "", read.source(), read.position()));
      } else {
        single.add(read);
      }
    }
    return single;
  }

  private static Read event(Read page, int i) {
    ObjectNode doc = JSON.createObjectNode();
    page.doc()
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isArray()) {
                doc.set(field.getKey(), value.get(i));
              } else if (value.isObject()) {
                ObjectNode map = doc.putObject(field.getKey());
                value.properties().forEach(e -> map.set(e.getKey(), e.getValue().get(i)));
              } else {
                doc.set(field.getKey(), value);
              }
            });
    if (!doc.has("filled")) {
      doc.putObject("filled");
    }
    return new Read("event", doc, "", page.source(), page.position());
  }
}
