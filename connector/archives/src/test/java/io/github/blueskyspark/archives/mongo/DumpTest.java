package io.github.blueskyspark.archives.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Contents;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Read;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Dumps and exports of what suitcase-mongo stored hold the documents of the JSONL archive. */
class DumpTest {
  private static final Path RUNS = StoredDocuments.root().resolve("sample-data/documents/archive");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> theDocumentsAreThoseThatWereInserted() {
    return Stream.of("normalized", "embedded")
        .flatMap(
            layout ->
                Stream.of("dump", "dump-gzip", "relaxed", "canonical")
                    .map(form -> layout + "/" + form))
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
  }

  private static void compare(String name) throws IOException {
    Contents contents = StoredDocuments.read(StoredDocuments.resources().resolve(name));
    assertThat(contents.rejections()).isEmpty();
    List<Read> found = StoredDocuments.unpacked(contents.documents());
    List<Read> wanted = StoredDocuments.unpacked(StoredDocuments.lines(RUNS, "1b8fb60a"));
    assertThat(wanted).hasSizeGreaterThan(150);
    Map<String, JsonNode> byUid = new HashMap<>();
    found.forEach(d -> assertThat(byUid.put(d.name() + d.uid(), d.doc())).isNull());
    for (Read want : wanted) {
      assertThat(byUid.remove(want.name() + want.uid())).as(want.uid()).isEqualTo(want.doc());
    }
    assertThat(byUid).isEmpty();
    inOrder(found);
  }

  private static void inOrder(List<Read> documents) {
    Set<String> seen = new HashSet<>();
    Map<String, Double> last = new HashMap<>();
    for (Read read : documents) {
      switch (read.name()) {
        case "start" -> assertThat(seen).doesNotContain(read.uid());
        case "descriptor", "stop" ->
            assertThat(seen).contains(read.doc().get("run_start").asText());
        default -> {
          String descriptor = read.doc().get("descriptor").asText();
          assertThat(seen).contains(descriptor);
          double time = read.doc().get("time").asDouble();
          assertThat(last.getOrDefault(descriptor, 0.0)).isLessThanOrEqualTo(time);
          last.put(descriptor, time);
        }
      }
      seen.add(read.uid());
    }
  }

  @Test
  void parentDirectoriesOfDatabasesAreDumps() throws IOException {
    Path parent = StoredDocuments.resources().resolve("normalized");
    assertThat(Dumps.areAt(StoredDocuments.place(parent))).isTrue();
    assertThat(StoredDocuments.parts(parent)).hasSize(4);
    assertThat(Dumps.areAt(StoredDocuments.place(RUNS))).isFalse();
    Files.writeString(folder.resolve("run_start.json"), "{}");
    assertThat(Dumps.areAt(StoredDocuments.place(folder))).isFalse();
  }

  @Test
  void scopesLeaveEventsOut() throws IOException {
    Path dump = StoredDocuments.resources().resolve("embedded/dump");
    assertThat(StoredDocuments.read(dump, Scope.ENDS, Set.of()).documents())
        .extracting(Read::name)
        .containsOnly("start", "stop");
    assertThat(StoredDocuments.read(dump, Scope.METADATA, Set.of()).documents())
        .extracting(Read::name)
        .containsOnly("start", "descriptor", "stop");
  }

  @Test
  void wantedRunsAreReadAlone() throws IOException {
    String uid = "683447c1-0cc8-4f11-9d4e-abbd1fcfb980";
    for (String layout : List.of("normalized/dump", "embedded/relaxed")) {
      Path dump = StoredDocuments.resources().resolve(layout);
      Contents contents = StoredDocuments.read(dump, Scope.EVERYTHING, Set.of(uid));
      assertThat(contents.named("start")).extracting(Read::uid).containsExactly(uid);
      assertThat(contents.named("stop")).hasSize(1);
      assertThat(StoredDocuments.unpacked(contents.documents())).hasSize(13);
    }
  }

  @Test
  void sharesHoldEachRunOnce() throws IOException {
    Path directory = StoredDocuments.resources().resolve("normalized/dump");
    Dump dump = Dumps.at(StoredDocuments.place(directory)).get(0);
    List<Read> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Read> share = new ArrayList<>();
      try (DocumentReader reader = open(new DumpPart(dump, i, 3).reference())) {
        StoredDocuments.drain(reader, share, new ArrayList<>());
      }
      assertThat(share.stream().filter(d -> d.name().equals("start")).count()).isBetween(2L, 20L);
      all.addAll(share);
    }
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(StoredDocuments.read(directory).documents());
  }

  private static DocumentReader open(FileRef part) throws IOException {
    return new MongoStore()
        .open(
            part,
            new StoreReading(
                new LocalStorage(),
                ReadLimits.DEFAULT,
                OptionValues.defaults(),
                Scope.EVERYTHING,
                Set.of()));
  }

  @Test
  void aDumpThatChangedSinceItWasListedIsRefused() throws IOException {
    copy(StoredDocuments.resources().resolve("types"));
    FileRef part = StoredDocuments.parts(folder).get(0);
    Files.write(folder.resolve("run_start.bson"), new byte[70]);
    assertThatThrownBy(() -> open(part))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("Cannot read MongoDB dump")
        .hasMessageContaining("changed since it was listed");
  }

  @Test
  void aDirectoryWithoutCollectionsIsAnError() {
    assertThatThrownBy(() -> StoredDocuments.parts(folder))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("run_start.bson");
  }

  @Test
  void eventsThatAreStoredInAnotherOrderComeByTime() throws IOException {
    Path from = StoredDocuments.resources().resolve("normalized/dump");
    copy(from);
    List<byte[]> events = split(Files.readAllBytes(from.resolve("event.bson")));
    events.sort(Comparator.comparingInt(e -> java.util.Arrays.hashCode(e)));
    byte[] shuffled = join(events);
    Files.write(folder.resolve("event.bson"), shuffled);
    List<Read> plain = StoredDocuments.read(folder).named("event");
    byTime(plain);
    assertThat(plain)
        .extracting(Read::text)
        .containsExactlyInAnyOrderElementsOf(
            StoredDocuments.read(from).named("event").stream().map(Read::text).toList());
    Files.delete(folder.resolve("event.bson"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("event.bson.gz")))) {
      out.write(shuffled);
    }
    assertThat(StoredDocuments.read(folder).named("event"))
        .extracting(Read::text)
        .isEqualTo(plain.stream().map(Read::text).toList());
  }

  private static void byTime(List<Read> events) {
    Map<String, Double> last = new HashMap<>();
    for (Read event : events) {
      double time = event.doc().get("time").asDouble();
      Double before = last.put(event.doc().get("descriptor").asText(), time);
      assertThat(before == null || before <= time).isTrue();
    }
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bson")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  static List<byte[]> split(byte[] dump) {
    List<byte[]> documents = new ArrayList<>();
    for (int at = 0; at < dump.length; at += LittleEndian.int32(dump, at)) {
      documents.add(java.util.Arrays.copyOfRange(dump, at, at + LittleEndian.int32(dump, at)));
    }
    return documents;
  }

  static byte[] join(List<byte[]> documents) {
    var out = new java.io.ByteArrayOutputStream();
    documents.forEach(out::writeBytes);
    return out.toByteArray();
  }

  @Test
  void oldDatabasesAreReadByTheirIds() throws IOException {
    Contents contents = StoredDocuments.read(StoredDocuments.resources().resolve("old"));
    assertThat(contents.rejections()).isEmpty();
    assertThat(contents.named("start")).extracting(Read::uid).containsExactly("run-1", "run-2");
    assertThat(contents.named("descriptor"))
        .extracting(d -> d.doc().get("run_start").asText())
        .containsExactly("run-1", "run-2");
    assertThat(contents.named("resource"))
        .extracting(Read::uid)
        .containsExactly("000000000000000000000015", "resource-2");
    assertThat(contents.named("datum"))
        .extracting(d -> d.doc().get("resource").asText())
        .containsExactly(
            "000000000000000000000015", "000000000000000000000015", "resource-2", "resource-2");
    assertThat(contents.named("event"))
        .extracting(d -> d.doc().get("descriptor").asText() + d.doc().get("seq_num"))
        .containsExactly("descriptor-11", "descriptor-12", "descriptor-21", "descriptor-22");
    assertThat(contents.named("stop"))
        .extracting(d -> d.doc().get("run_start").asText())
        .containsExactly("run-1", "run-2");
    assertThat(contents.documents()).noneMatch(d -> d.text().contains("\"_id\""));
  }
}
