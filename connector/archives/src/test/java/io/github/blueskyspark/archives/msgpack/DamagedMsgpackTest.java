package io.github.blueskyspark.archives.msgpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.DocumentFormatContract.Contents;
import io.github.blueskyspark.spi.DocumentFormatContract.Piece;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lies about sizes, bad arrays and damage: told with their place, the rest is delivered. */
class DamagedMsgpackTest {
  private static final byte[] A = bytes("\u0092\u00a5start\u0081\u00a3uid\u00a1a");
  private static final byte[] B = bytes("\u0092\u00a5event\u0081\u00a3uid\u00a1b");
  private static final byte[] C = bytes("\u0092\u00a4stop\u0081\u00a3uid\u00a1c");
  private static final String EVENT = "\u0092\u00a5event\u0081\u00a1x";

  @TempDir private Path dir;

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private DocumentReader open(byte[] bytes) throws IOException {
    FileRef file = LocalStorage.ref(Files.write(dir.resolve("x.msgpack"), bytes));
    return new MsgpackFormat().open(file, new LocalStorage(), ReadLimits.DEFAULT);
  }

  private Contents read(byte[] bytes) throws IOException {
    return DocumentFormatContract.drain(open(bytes));
  }

  private Rejection onlyOneIsLost(String broken) throws IOException {
    byte[] all = joined(A, bytes(broken), B, C);
    Contents contents = read(all);
    assertThat(contents.documents())
        .extracting(Piece::name)
        .containsExactly("start", "event", "stop");
    assertThat(contents.rejections()).hasSize(1);
    Rejection rejection = contents.rejections().get(0);
    assertThat(rejection.position()).isEqualTo(A.length);
    assertThat(rejection.length()).isEqualTo(broken.length());
    assertThat(rejection.raw()).isEqualTo(bytes(broken));
    assertThat(rejection.reason()).isNotBlank();
    return rejection;
  }

  @Test
  void sizesThatLieCostOneDocument() throws IOException {
    for (String lie :
        List.of(
            "\u00dd\u007f\u00ff\u00ff\u00ff", // array of 2^31 - 1
            "\u00dd\u00ff\u00ff\u00ff\u00ff",
            "\u00df@\u0000\u0000\u0000", // map of 2^30
            "\u00c6\u007f\u00ff\u00ff\u00ff", // bytes
            "\u00db\u00ff\u00ff\u00ff\u00ff", // text
            "\u00c9\u007f\u00ff\u00ff\u00ff\u0001", // extension
            "\u00c1")) {
      Assertions.assertTimeout(Duration.ofSeconds(5), () -> onlyOneIsLost(EVENT + lie));
    }
    assertThat(onlyOneIsLost("\u0092\u00a5event\u0083\u00a1x\u0001").rule())
        .isEqualTo("not-msgpack");
  }

  @Test
  void valuesThatAreNoDocuments() throws IOException {
    assertThat(onlyOneIsLost("\u0001").rule()).isEqualTo("not-msgpack");
    assertThat(onlyOneIsLost("\u0081\u00a1x\u0001").rule()).isEqualTo("not-a-document");
    assertThat(onlyOneIsLost("\u0092\u00a5event\u0001").rule()).isEqualTo("not-a-document");
    assertThat(onlyOneIsLost("\u0093\u00a5event\u0080\u0080").rule()).isEqualTo("not-a-document");
  }

  private static String array(String type, String shape, String data) {
    return "\u0085\u00c4\u0002nd\u00c3\u00c4\u0004type"
        + type
        + "\u00c4\u0004kind\u00c4\u0000\u00c4\u0005shape"
        + shape
        + "\u00c4\u0004data"
        + data;
  }

  @Test
  void badNumpyMaps() throws IOException {
    String f8 = "\u00a3<f8";
    String eight = "\u00c4\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u00f0?";
    String huge = "\u00ce\u007f\u00ff\u00ff\u00ff";
    assertThat(read(bytes(EVENT + array(f8, "\u0091\u0001", eight))).documents().get(0).text())
        .isEqualTo("{\"x\": [1.0]}");
    for (String map :
        List.of(
            array(f8, "\u0091\u0002", eight),
            array(f8, "\u0091\u00ff", eight),
            array(f8, "\u0093" + huge + huge + huge, eight),
            array(f8, "\u0092" + huge + "\u0000", eight),
            array(f8, "\u00dc\u0001\u0000" + "\u0001".repeat(256), eight),
            array("\u00a3<f3", "\u0091\u0001", eight),
            array("\u00a2|S", "\u0091\u0009", eight),
            array("\u00a3|S0", "\u0091" + huge, eight),
            array("\u0001", "\u0091\u0001", eight),
            array("\u0091\u0091\u0091\u00a1a", "\u0091\u0001", eight),
            array(f8, "\u00c0", eight),
            array(f8, "\u0091\u0001", "\u0005"),
            "\u0081\u00c4\u0002nd\u00c3",
            "\u0082\u00c4\u0002nd\u00c3\u00c4\u0004type" + f8,
            "\u0082\u00c4\u0007complex\u00c3\u00c4\u0004data\u00a3abc")) {
      assertThat(onlyOneIsLost(EVENT + map).rule()).as(map).isEqualTo("bad-array");
    }
  }

  @Test
  void objectArraysArePicklesAndRefused() throws IOException {
    String pickle = array("\u00a2|O", "\u0091\u0001", "\u00c4\u0001.");
    assertThat(onlyOneIsLost(EVENT + pickle).rule()).isEqualTo("object-dtype");
    String kind = pickle.replace("kind\u00c4\u0000", "kind\u00c4\u0001O");
    assertThat(onlyOneIsLost(EVENT + kind).reason()).contains("pickle");
  }

  @Test
  void depthIsRefusedByTheParser() throws IOException {
    byte[] deep = joined(bytes(EVENT), bytes("\u0091".repeat(100_000)), bytes("\u0001"));
    try (DocumentReader reader = open(deep)) {
      assertThat(reader.advance()).isEqualTo(DocumentReader.Step.DOCUMENT);
      try (JsonParser parser = reader.document().parser()) {
        parser.nextToken();
        assertThatThrownBy(parser::skipChildren).isInstanceOf(StreamConstraintsException.class);
      }
    }
  }

  @Test
  void textThatIsNoUtf8IsRefusedByTheParser() throws IOException {
    try (DocumentReader reader = open(bytes(EVENT + "\u00a1\u00ff"));
        JsonParser parser = advanced(reader)) {
      parser.nextToken();
      assertThatThrownBy(parser::skipChildren)
          .isInstanceOf(JsonParseException.class)
          .hasMessageContaining("UTF-8");
    }
  }

  private static JsonParser advanced(DocumentReader reader) throws IOException {
    assertThat(reader.advance()).isEqualTo(DocumentReader.Step.DOCUMENT);
    return reader.document().parser();
  }

  @Test
  void textFilesAreOnePiece() throws IOException {
    Contents contents = read(bytes("hello world\n".repeat(10_000)));
    assertThat(contents.documents()).isEmpty();
    assertThat(contents.rejections()).hasSize(1);
    assertThat(contents.rejections().get(0).length()).isEqualTo(120_000);
  }

  @Test
  void hostileNestingTakesLinearTime() {
    for (String unit :
        List.of(
            EVENT,
            "\u0092\u00a5start\u0081\u00a1a",
            "\u0092",
            "\u0082\u0001",
            "\u00df@\u0000\u0000\u0000",
            EVENT + "\u0092\u0001")) {
      byte[] all = joined(A, bytes(unit.repeat(200_000)));
      Assertions.assertTimeout(Duration.ofSeconds(5), () -> scan(all), unit);
    }
  }

  private void scan(byte[] bytes) throws IOException {
    try (DocumentReader reader = open(bytes)) {
      while (reader.advance() != DocumentReader.Step.END) {
        assertThat(reader).isNotNull();
      }
    }
  }

  @Test
  void changedBytesNeverEscapeAsOtherExceptions() throws IOException {
    byte[] whole = joined(MsgpackFormatTest.resource("numpy.msgpack"), A, B, C);
    Random random = new Random(1);
    for (int round = 0; round < 1_000; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Window window = Window.over(bytes, 0, 0, ReadLimits.DEFAULT.maxDocumentBytes());
      try (DocumentReader reader = new MsgpackReader("x", window, ReadLimits.DEFAULT)) {
        DocumentReader.Step step = reader.advance();
        while (step != DocumentReader.Step.END) {
          if (step == DocumentReader.Step.DOCUMENT) {
            textOrRefusal(reader);
          }
          step = reader.advance();
        }
      }
    }
  }

  private static void textOrRefusal(DocumentReader reader) throws IOException {
    try {
      assertThat(reader.document().text()).isNotEmpty();
    } catch (JsonParseException | StreamConstraintsException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
