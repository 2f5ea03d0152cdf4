package io.github.blueskyspark.archives.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.DocumentFormatContract.Contents;
import io.github.blueskyspark.spi.DocumentFormatContract.Piece;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken pieces are told with their place; everything around them is delivered. */
class DamagedJsonlTest {
  private static final String A = "[\"start\", {\"uid\": \"a\"}]\n";
  private static final String B = "[\"event\", {\"uid\": \"b\", \"data\": {\"x\": [1, 2]}}]\n";
  private static final String C = "[\"stop\", {\"uid\": \"c\"}]\n";

  @TempDir private Path dir;

  private Contents read(byte[] bytes) throws IOException {
    return read(bytes, ReadLimits.DEFAULT);
  }

  private Contents read(byte[] bytes, ReadLimits limits) throws IOException {
    FileRef file = LocalStorage.ref(Files.write(dir.resolve("x.jsonl"), bytes));
    return DocumentFormatContract.drain(new JsonlFormat().open(file, new LocalStorage(), limits));
  }

  private Contents read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private static List<String> names(Contents contents) {
    return contents.documents().stream().map(Piece::name).toList();
  }

  private static Rejection only(Contents contents) {
    assertThat(contents.rejections()).hasSize(1);
    return contents.rejections().get(0);
  }

  private void keepsTheRest(String broken, String rule) throws IOException {
    for (String text :
        List.of(
            A + broken + "\n" + B + C,
            "\u001e" + A + "\u001e" + broken + "\u001e" + B + "\u001e" + C)) {
      Contents contents = read(text);
      assertThat(names(contents)).as(text).containsExactly("start", "event", "stop");
      Rejection rejection = only(contents);
      assertThat(rejection.rule()).as(text).isEqualTo(rule);
      assertThat(rejection.position())
          .as(text)
          .isEqualTo(
              text.getBytes(UTF_8).length == text.length()
                  ? text.indexOf(broken)
                  : rejection.position());
      assertThat(new String(rejection.raw(), UTF_8)).as(text).startsWith(broken);
      assertThat(rejection.reason()).isNotBlank();
    }
  }

  @Test
  void brokenLineBetweenGoodOnes() throws IOException {
    keepsTheRest("[\"event\", {\"uid\": \"x\", \"da", "cut");
    keepsTheRest("[\"event\", {\"uid\": \"x\"", "cut");
    keepsTheRest("[\"event\", {\"uid\":", "cut");
    keepsTheRest("[\"event\"", "cut");
    keepsTheRest("{\"name\": \"event\", \"doc\": {\"uid\": \"x\"}", "cut");
    keepsTheRest("hello world", "not-json");
    keepsTheRest("\"uid\": 5}]", "not-a-document");
    keepsTheRest("[\"event\", {\"uid\": 5}, , ]", "not-json");
    keepsTheRest("{\"a\": 1}", "not-a-document");
    keepsTheRest("[\"event\", [1]]", "not-a-document");
    keepsTheRest("[\"event\", {}, {}]", "not-a-document");
    keepsTheRest("12", "not-a-document");
  }

  @Test
  void lineThatIsNoUtf8() throws IOException {
    for (String bad :
        List.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082", "\u0080")) {
      byte[] bytes = (A + "[\"event\", {\"x\": \"" + bad + "\"}]\n" + B).getBytes(ISO_8859_1);
      Contents contents = read(bytes);
      assertThat(names(contents)).containsExactly("start", "event");
      Rejection rejection = only(contents);
      assertThat(rejection.rule()).isEqualTo("not-utf8");
      assertThat(rejection.position()).isEqualTo(A.length());
      assertThat(rejection.reason()).contains(String.format("0x%02x", (int) bad.charAt(0)));
    }
  }

  @Test
  void writerThatWentOnBehindACutLine() throws IOException {
    for (String cut :
        List.of(
            "[\"event\", {\"uid\": \"x\", \"da",
            "[\"event\", {\"t\": 12",
            "[\"event\", {\"d\": [")) {
      Contents contents = read(A + cut + C + A);
      assertThat(names(contents)).as(cut).containsExactly("start", "stop", "start");
      assertThat(only(contents).length()).as(cut).isEqualTo(cut.length());
    }
  }

  @Test
  void arrayOnOneLineGoesOnAtTheNextDocument() throws IOException {
    String a = A.strip();
    String b = B.strip();
    Contents contents = read("[" + a + ", " + b.replace("2]", "2") + ", " + b + "," + a + "]");
    assertThat(names(contents)).containsExactly("start", "event", "start");
    assertThat(only(contents).rule()).isEqualTo("not-json");
    assertThat(only(contents).position()).isEqualTo(a.length() + 3);
  }

  @Test
  void fileOfAnotherFormatIsOnePiece() throws IOException {
    byte[] hdf5 = new byte[300_000];
    for (int i = 0; i < hdf5.length; i++) {
      hdf5[i] = (byte) (i * 31 + i / 7);
    }
    System.arraycopy("\u0089HDF\r\n\u001a\n".getBytes(ISO_8859_1), 0, hdf5, 0, 8);
    Rejection rejection = only(read(hdf5));
    assertThat(rejection.rule()).isEqualTo("not-json");
    assertThat(rejection.reason()).contains("HDF5");
    assertThat(rejection.position()).isZero();
    assertThat(rejection.raw()).hasSizeLessThanOrEqualTo(Rejection.RAW_LIMIT).startsWith(0x89);
    assertThat(only(read("a,b\n1,2\n".repeat(10_000))).reason()).contains("a,b");
    assertThat(only(read("{\n \"a\": [1],\n \"b\": 2\n}\n")).rule()).isEqualTo("not-a-document");
    assertThat(only(read("{\"_id\": 1}\n".repeat(1000))).rule()).isEqualTo("not-a-document");
    assertThat(only(read("[" + "{\"_id\": 1},".repeat(1000) + "]")).rule())
        .isEqualTo("not-a-document");
    assertThat(only(read(new byte[5000])).rule()).isEqualTo("not-json");
  }

  @Test
  void zerosLeftByACrashAreOnePiece() throws IOException {
    byte[] bytes = Arrays.copyOf((A + B).getBytes(UTF_8), 4096);
    Contents contents = read(bytes);
    assertThat(names(contents)).containsExactly("start", "event");
    assertThat(only(contents).position()).isEqualTo(A.length() + B.length());
    assertThat(only(contents).length()).isEqualTo(4096 - A.length() - B.length());
  }

  @Test
  void everyCutOfEveryFramingKeepsWhatIsWhole() throws IOException {
    String pretty =
        "[\n" + JsonlFormatTest.lines("  {\n    \"name\": \"%s\",\n    \"doc\": %s\n  },\n") + "]";
    for (String text :
        List.of(
            JsonlFormatTest.lines("\u001e[\"%s\", %s]\n"),
            "[" + JsonlFormatTest.lines("{\"name\":\"%s\",\"doc\":%s},") + "]",
            pretty)) {
      byte[] bytes = text.getBytes(UTF_8);
      List<Piece> whole = read(bytes).documents();
      assertThat(whole).hasSize(5);
      for (int cut = 1; cut < bytes.length; cut++) {
        Contents contents = read(Arrays.copyOf(bytes, cut));
        int end = cut;
        assertThat(contents.documents())
            .isEqualTo(whole.stream().filter(p -> p.position() + p.length() <= end).toList());
        assertThat(contents.rejections()).hasSizeLessThan(2);
      }
    }
  }

  @Test
  void lineOf500MegabytesIsPassedOver() throws IOException {
    ReadLimits limits = new ReadLimits(1 << 20, 256, 200);
    for (String filler : List.of("x", "[")) {
      byte[] chunk = filler.repeat(1 << 20).getBytes(UTF_8);
      long length = filler.equals("x") ? 500L << 20 : 50L << 20;
      InputStream line = new Repeated(chunk, length);
      InputStream in =
          new SequenceInputStream(
              Collections.enumeration(
                  List.of(stream(A + "[\"event\", {\"x\": [\""), line, stream("\n" + B + C))));
      Contents contents =
          DocumentFormatContract.drain(
              new JsonlReader(
                  "x", new Window(in, 0, 1 << 16, 1 << 20), 1 << 20, DocumentText.factory(limits)));
      assertThat(names(contents)).as(filler).containsExactly("start", "event", "stop");
      Rejection rejection = only(contents);
      assertThat(rejection.position()).isEqualTo(A.length());
      assertThat(rejection.length()).isBetween(length, length + 100);
      assertThat(rejection.raw()).hasSize(Rejection.RAW_LIMIT);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** The same bytes again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] chunk;
    private long left;

    Repeated(byte[] chunk, long length) {
      this.chunk = chunk;
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? chunk[0] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int got = (int) Math.min(left, Math.min(length, chunk.length));
      System.arraycopy(chunk, 0, target, offset, got);
      left -= got;
      return got;
    }
  }

  @Test
  void limitIsExact() throws IOException {
    String exact = B.strip();
    for (int limit : new int[] {exact.length() - 1, exact.length()}) {
      Contents contents = read((A + B + B + C).getBytes(UTF_8), new ReadLimits(limit, 256, 200));
      assertThat(contents.documents()).hasSize(limit == exact.length() ? 4 : 2);
      assertThat(contents.rejections())
          .hasSize(limit == exact.length() ? 0 : 2)
          .allSatisfy(r -> assertThat(r.rule()).isEqualTo("too-long"));
    }
  }

  @Test
  void deepDocumentsAreRefusedByTheParser() throws IOException {
    String deep = "[\"event\", {\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}]\n";
    FileRef file = LocalStorage.ref(Files.writeString(dir.resolve("deep.jsonl"), deep));
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          try (DocumentReader reader =
              new JsonlFormat().open(file, new LocalStorage(), ReadLimits.DEFAULT)) {
            assertThat(reader.advance()).isEqualTo(DocumentReader.Step.DOCUMENT);
            try (JsonParser parser = reader.document().parser()) {
              parser.nextToken();
              assertThatThrownBy(parser::skipChildren)
                  .isInstanceOf(StreamConstraintsException.class)
                  .hasMessageContaining("depth");
            }
          }
        });
  }

  @Test
  void hostileNestingTakesLinearTime() throws IOException {
    for (String unit :
        List.of(
            "[\"start\",{",
            "[\"start\",{\"a\":",
            "{\"name\":\"start\",\"doc\":{",
            "[",
            "{",
            "\"",
            "\n[",
            "\n{\"name\"")) {
      String text = A + unit.repeat(200_000);
      Assertions.assertTimeout(
          Duration.ofSeconds(20), () -> assertThat(names(read(text))).startsWith("start"), unit);
    }
  }
}
