package io.github.blueskyspark.archives.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.blueskyspark.archives.CanonicalJson;
import io.github.blueskyspark.archives.FieldNames;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.spi.OutgoingDocument;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sample {@code give-back}: every value that Python's msgpack and msgpack-numpy write. */
class MsgpackEncoderTest {
  private record Outgoing(String name, Optional<byte[]> text, Parsers parsers)
      implements OutgoingDocument {
    @Override
    public JsonParser parser() throws IOException {
      return parsers.open();
    }
  }

  private interface Parsers {
    JsonParser open() throws IOException;
  }

  private static byte[] sample() throws IOException {
    Path folder =
        Path.of(System.getProperty("bluesky.root")).resolve("sample-data/give-back/archive");
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readAllBytes(files.findFirst().orElseThrow());
    }
  }

  private static JsonParser json(String text) throws IOException {
    return JsonFactory.builder()
        .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build()
        .createParser(text);
  }

  private static String hex(String name, Parsers parsers) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MsgpackEncoder().write(new Outgoing(name, Optional.empty(), parsers), out);
    return HexFormat.of().formatHex(out.toByteArray());
  }

  private static String types(JsonParser parser) throws IOException {
    ValueTypes types = new ValueTypes();
    for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
      if (t.isScalarValue() || t.isStructStart()) {
        types.next(parser.getTypeId());
      }
    }
    return types.text().orElse(ValueTypes.MARK);
  }

  private interface Use {
    void of(String name, Parsers parsers, String message) throws IOException;
  }

  private static void eachMessage(Use use) throws IOException {
    byte[] bytes = sample();
    int at = 0;
    while (at < bytes.length) {
      MessageWalk walk = new MessageWalk();
      walk.begin();
      walk.scan(bytes, at, bytes.length, true);
      int end = at + (int) walk.at();
      MessageStart start = new MessageStart();
      assertThat(start.matches(bytes, at, end)).isTrue();
      int map = start.document();
      Parsers parsers =
          () ->
              new MsgpackParser(
                  bytes, map, end, new FieldNames(), StreamReadConstraints.defaults());
      use.of(start.name(), parsers, HexFormat.of().formatHex(bytes, at, end));
      at = end;
    }
  }

  @Test
  void tokensOfMessagesGiveTheSameBytes() throws IOException {
    eachMessage((name, parsers, message) -> assertThat(hex(name, parsers)).isEqualTo(message));
  }

  @Test
  void textWithTheTypesBesideItGivesTheSameBytes() throws IOException {
    eachMessage(
        (name, parsers, message) -> {
          String text = new String(CanonicalJson.text(parsers.open()), StandardCharsets.UTF_8);
          String types = types(parsers.open());
          assertThat(hex(name, () -> ValueTypes.over(json(text), types))).isEqualTo(message);
        });
  }

  @Test
  void plainJsonTakesTheShortestForms() throws IOException {
    // msgpack.packb(("stop", {"a": [1, -1, 2.5, None, True], "b": {}}))
    assertThat(hex("stop", () -> json("{\"a\": [1, -1, 2.5, null, true], \"b\": {}}")))
        .isEqualTo("92a473746f7082a1619501ffcb4004000000000000c0c3a16280");
  }

  @Test
  void whatMessagePackCannotHoldIsNamed() {
    assertThatThrownBy(() -> hex("event", () -> json("{\"a\": 18446744073709551616}")))
        .isInstanceOf(UnwritableDocument.class)
        .hasMessageContaining("18446744073709551616");
    assertThatThrownBy(() -> hex("event", () -> json("{\"a\": \"\\ud800\"}")))
        .isInstanceOf(UnwritableDocument.class)
        .hasMessageContaining("surrogate");
    assertThatThrownBy(() -> hex("event", () -> json("[1]")))
        .isInstanceOf(UnwritableDocument.class)
        .hasMessageContaining("no object");
    assertThatThrownBy(() -> hex("event", () -> json("{} {}")))
        .isInstanceOf(UnwritableDocument.class)
        .hasMessageContaining("follows");
  }

  @Test
  void typesThatDoNotFitTheTextAreNoArrays() {
    assertThatThrownBy(
            () ->
                hex(
                    "event",
                    () ->
                        ValueTypes.over(json("{\"a\": [1]}"), ValueTypes.MARK + "1*1 nd <i2 2\n")))
        .isInstanceOf(UnwritableDocument.class)
        .hasMessageContaining("[2]");
    assertThatThrownBy(
            () ->
                hex(
                    "event",
                    () ->
                        ValueTypes.over(
                            json("{\"a\": [\"x\"]}"), ValueTypes.MARK + "1*1 nd <i2 1\n")))
        .isInstanceOf(UnwritableDocument.class)
        .hasMessageContaining("holds x");
  }
}
