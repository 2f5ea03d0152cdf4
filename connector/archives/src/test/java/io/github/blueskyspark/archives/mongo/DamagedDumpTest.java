package io.github.blueskyspark.archives.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.archives.mongo.StoredDocuments.Contents;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Read;
import io.github.blueskyspark.documents.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and hostile files: good documents around a bad one stay, and nothing bursts. */
class DamagedDumpTest {
  private static final Path DUMP = StoredDocuments.resources().resolve("normalized/dump");
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private List<byte[]> events;
  private List<String> uids;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.list(DUMP)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bson")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    events = DumpTest.split(Files.readAllBytes(DUMP.resolve("event.bson")));
    uids = StoredDocuments.read(folder).named("event").stream().map(Read::uid).toList();
    assertThat(uids).hasSize(events.size());
  }

  private Contents with(byte[] file) throws IOException {
    Files.write(folder.resolve("event.bson"), file);
    return Assertions.assertTimeoutPreemptively(SOON, () -> StoredDocuments.read(folder));
  }

  private static long offset(List<byte[]> documents, int i) {
    return documents.subList(0, i).stream().mapToLong(d -> d.length).sum();
  }

  private void onlyLost(Contents contents, int lost) {
    List<String> left = new ArrayList<>(uids);
    left.remove(lost);
    assertThat(contents.named("event")).extracting(Read::uid).isEqualTo(left);
    assertThat(contents.rejections()).hasSize(1);
    Rejection piece = contents.rejections().get(0);
    assertThat(piece.position()).isEqualTo(offset(events, lost));
    assertThat(piece.length()).isEqualTo(events.get(lost).length);
    assertThat(piece.source()).endsWith("event.bson");
    assertThat(piece.reason()).isNotBlank();
  }

  @Test
  void aWrongLengthCostsItsOwnDocument() throws IOException {
    for (int wrong :
        new int[] {0, -1, 4, 5, 60, 100_000, 20 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      List<byte[]> damaged = new ArrayList<>(events);
      byte[] document = events.get(7).clone();
      LittleEndian.putInt32(document, 0, wrong);
      damaged.set(7, document);
      onlyLost(with(DumpTest.join(damaged)), 7);
    }
  }

  @Test
  void aWrongLengthOneOffCostsItsOwnDocument() throws IOException {
    for (int off : new int[] {-1, 1, 16}) {
      List<byte[]> damaged = new ArrayList<>(events);
      byte[] document = events.get(7).clone();
      LittleEndian.putInt32(document, 0, document.length + off);
      damaged.set(7, document);
      Contents contents = with(DumpTest.join(damaged));
      assertThat(contents.named("event")).hasSizeGreaterThanOrEqualTo(uids.size() - 2);
      assertThat(contents.rejections()).isNotEmpty();
    }
  }

  @Test
  void damageInsideCostsItsOwnDocument() throws IOException {
    byte[] document = events.get(9).clone();
    Arrays.fill(document, 21, 40, (byte) 0xEE);
    List<byte[]> damaged = new ArrayList<>(events);
    damaged.set(9, document);
    onlyLost(with(DumpTest.join(damaged)), 9);
  }

  @Test
  void aCutTailIsRejectedWithItsPlace() throws IOException {
    byte[] all = DumpTest.join(events);
    int last = events.get(events.size() - 1).length;
    for (int cut : new int[] {1, last / 2, last - 5, last - 1}) {
      Contents contents = with(Arrays.copyOf(all, all.length - cut));
      assertThat(contents.named("event")).hasSize(uids.size() - 1);
      assertThat(contents.rejections()).hasSize(1);
      Rejection piece = contents.rejections().get(0);
      assertThat(piece.rule()).isEqualTo("cut");
      assertThat(piece.position()).isEqualTo(all.length - last);
      assertThat(piece.length()).isEqualTo(last - cut);
      assertThat(piece.raw()).hasSize(last - cut);
    }
  }

  @Test
  void junkBetweenDocumentsIsPassedOver() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(events.get(0));
    byte[] junk = new byte[100_000];
    new Random(1).nextBytes(junk);
    file.writeBytes(junk);
    for (byte[] event : events.subList(1, events.size())) {
      file.writeBytes(event);
    }
    Contents contents = with(file.toByteArray());
    assertThat(contents.named("event")).extracting(Read::uid).isEqualTo(uids);
    assertThat(contents.rejections().stream().mapToLong(Rejection::length).sum())
        .isEqualTo(junk.length);
  }

  @Test
  void deepNestingAndDeclaredSizesDoNotBurst() throws IOException {
    ByteArrayOutputStream deep = new ByteArrayOutputStream();
    int levels = 100_000;
    byte[] length = new byte[4];
    LittleEndian.putInt32(length, 0, 5 + 8 * levels);
    deep.writeBytes(length);
    for (int i = 1; i <= levels; i++) {
      LittleEndian.putInt32(length, 0, 5 + 8 * (levels - i));
      deep.writeBytes(new byte[] {3, 'a', 0});
      deep.writeBytes(length);
    }
    deep.writeBytes(new byte[levels + 1]);
    deep.writeBytes(DumpTest.join(events));
    Contents contents = with(deep.toByteArray());
    assertThat(contents.rejections()).isNotEmpty();
    assertThat(contents.rejections().get(0).reason()).contains("nested deeper than 256");
    assertThat(contents.named("event")).extracting(Read::uid).isEqualTo(uids);
  }

  @Test
  void bombsAreStopped() throws IOException {
    Files.delete(folder.resolve("event.bson"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("event.bson.gz")))) {
      out.write(DumpTest.join(events));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        out.write(zeros);
      }
    }
    Contents contents =
        Assertions.assertTimeoutPreemptively(SOON, () -> StoredDocuments.read(folder));
    assertThat(contents.named("event")).extracting(Read::uid).isEqualTo(uids);
    assertThat(contents.rejections())
        .extracting(Rejection::rule)
        .containsAnyOf("ratio", "not-bson");
  }

  @Test
  void mutatedFilesAreReadOrRejected() throws IOException {
    byte[] good = DumpTest.join(events);
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(8); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      if (i % 3 == 0) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      }
      Contents contents = with(bad);
      assertThat(contents.named("event").size() + contents.rejections().size()).isPositive();
    }
  }

  @Test
  void eventsOfUnknownRunsAreGivenAsTheyAre() throws IOException {
    Files.delete(folder.resolve("run_start.bson"));
    Files.delete(folder.resolve("event_descriptor.bson"));
    assertThat(StoredDocuments.read(folder).named("event")).hasSize(uids.size());
  }

  private Contents json(String text) throws IOException {
    Path place = Files.createDirectories(folder.resolve("json"));
    Files.writeString(place.resolve("run_start.json"), text, UTF_8);
    return Assertions.assertTimeoutPreemptively(SOON, () -> StoredDocuments.read(place));
  }

  @Test
  void damagedLinesCostThemselves() throws IOException {
    String good = "{\"uid\": \"%s\", \"time\": {\"$numberInt\": \"1\"}}";
    for (String bad :
        List.of(
            "{\"uid\": \"cut",
            "{\"uid\": \"cut\", \"a\": {\"b\": 1",
            "{\"uid\": nonsense}",
            "{\"uid\": \"big\", \"x\": 1e400}",
            "{\"uid\": \"surrogate\", \"x\": \"\\ud800\"}",
            "nothing at all",
            "{\"uid\": \"more\", \"x\": " + "9".repeat(40) + "}",
            "{\"a\":".repeat(5000) + "1" + "}".repeat(5000))) {
      Contents contents =
          json(good.formatted("a") + "\n" + bad + "\n" + good.formatted("b") + "\n");
      assertThat(contents.documents()).as(bad).extracting(Read::uid).containsExactly("a", "b");
      assertThat(contents.rejections()).as(bad).hasSize(1);
      assertThat(contents.rejections().get(0).position())
          .isEqualTo(good.formatted("a").length() + 1);
    }
  }

  @Test
  void framingsOfExportsAreAllRead() throws IOException {
    String one = "{\"uid\":\"a\",\"time\":1}";
    String two = "{\"uid\":\"b\",\"time\":{\"$numberDouble\":\"2.0\"}}";
    for (String text :
        List.of(
            one + "\n" + two,
            "\uFEFF" + one + "\r\n\r\n" + two + "\r\n",
            "[" + one + "," + two + "]",
            "[\n" + one + ",\n" + two + "\n]\n",
            one + two,
            "{\n\t\"uid\": \"a\",\n\t\"time\": 1\n}\n{\n\t\"uid\": \"b\",\n\t\"time\": 2.0\n}\n")) {
      Contents contents = json(text);
      assertThat(contents.rejections()).as(text).isEmpty();
      assertThat(contents.documents())
          .as(text)
          .extracting(Read::text)
          .containsExactly("{\"uid\": \"a\", \"time\": 1}", "{\"uid\": \"b\", \"time\": 2.0}");
    }
    assertThat(json("").documents()).isEmpty();
    assertThat(json("[]").rejections()).isEmpty();
  }
}
