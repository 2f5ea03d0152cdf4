package io.github.blueskyspark.archives.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.DocumentFormat;
import io.github.blueskyspark.spi.DocumentFormatContract;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Framings, and documents that come back byte for byte with their offsets. */
class JsonlFormatTest extends DocumentFormatContract {
  private static final List<String> DOCS =
      List.of(
          "{\"uid\": \"a\", \"time\": 1.5, \"note\": \"{[]}]\\\"\\\\\", \"md\": {\"k\": [1, [2,"
              + " {}]]}}",
          "{\"uid\":\"b\",\"data_keys\":{\"x\":{\"shape\":[]}}}",
          "{\"uid\": \"c\", \"data\": {\"x\": NaN, \"y\": -Infinity, \"z\":"
              + " 123456789012345678901}}",
          "{\"uid\": \"d\", \"text\": \"µm – 😀\", \"reason\": \"\"}",
          "{}");
  private static final List<String> NAMES =
      List.of("start", "descriptor", "event", "anything else", "stop");

  @Override
  protected DocumentFormat format() {
    return new JsonlFormat();
  }

  @Override
  protected byte[] sample() {
    return lines("[\"%s\", %s]\n").getBytes(UTF_8);
  }

  static String lines(String framing) {
    return IntStream.range(0, DOCS.size())
        .mapToObj(i -> piece(framing, NAMES.get(i), DOCS.get(i)))
        .collect(Collectors.joining());
  }

  private static String piece(String framing, String name, String doc) {
    return framing.contains("%d")
        ? framing.replace("%s", name).replace("%d", doc)
        : framing.replaceFirst("%s", name).replace("%s", doc);
  }

  private void givesAll(String text) throws IOException {
    Contents contents = read(text.getBytes(UTF_8));
    assertThat(contents.rejections()).as(text).isEmpty();
    assertThat(contents.documents()).extracting(Piece::name).as(text).isEqualTo(NAMES);
    assertThat(contents.documents()).extracting(Piece::text).as(text).isEqualTo(DOCS);
    byte[] bytes = text.getBytes(UTF_8);
    for (Piece piece : contents.documents()) {
      byte first = bytes[(int) piece.position()];
      byte last = bytes[(int) (piece.position() + piece.length() - 1)];
      assertThat(first == '[' ? last == ']' : first == '{' && last == '}').as(text).isTrue();
    }
  }

  @Test
  void linesOfPairs() throws IOException {
    givesAll(lines("[\"%s\", %s]\n"));
    givesAll(lines("[\"%s\",%s]\n"));
    givesAll(lines("[\"%s\", %s]\r\n"));
    givesAll(lines("[ \"%s\" , %s ] \n\n  \n"));
    givesAll("\uFEFF\n" + lines("[\"%s\", %s]\n").stripTrailing());
  }

  @Test
  void linesOfObjects() throws IOException {
    givesAll(lines("{\"name\": \"%s\", \"doc\": %s}\n"));
    givesAll(lines("{\"doc\":%d,\"name\":\"%s\"}\n"));
  }

  @Test
  void membersOfAnyOtherNameAreNoObstacle() throws IOException {
    givesAll(lines("{\"name\": \"%s\", \"doc\": %s, \"more\": {\"doc\": {}}}\n"));
    givesAll(lines("{\"more\": {}, \"name\": \"%s\", \"doc\": %s}\n"));
  }

  @Test
  void recordsOfJsonTextSequences() throws IOException {
    givesAll(lines("\u001e[\"%s\", %s]\n"));
    givesAll(lines("\u001e[\n \"%s\",\n %s\n]"));
    givesAll(lines("\u001e{\"name\": \"%s\",\n \"doc\": %s\n}\n"));
  }

  @Test
  void arrays() throws IOException {
    givesAll("[" + lines("[\"%s\", %s],").replaceFirst(",$", "]"));
    givesAll("[\n" + lines("{\"name\": \"%s\", \"doc\": %s},\n").replaceFirst(",\n$", "\n]\n"));
    givesAll(
        "[\n"
            + lines("  {\n    \"name\": \"%s\",\n    \"doc\": %s\n  },\n")
                .replaceFirst(",\n$", "\n]"));
    givesAll("[" + lines("{\"name\":\"%s\",\"doc\":%s}, ").replaceFirst(", $", "]"));
    givesAll("[\n" + lines("[\"%s\", %s],\n"));
  }

  @Test
  void filesWithoutDocumentsAreEmpty() throws IOException {
    for (String text :
        List.of("", "\n\n", "\uFEFF", "[]", "[\n]\n", " \r\n\t", "\uFEFF\r\n", "[\n")) {
      assertThat(read(text.getBytes(UTF_8))).as(text).isEqualTo(new Contents(List.of(), List.of()));
    }
  }

  @Test
  void documentsGluedOnOneLineComeApart() throws IOException {
    givesAll(lines("[\"%s\", %s]"));
    givesAll(lines("{\"name\": \"%s\", \"doc\": %s} "));
  }

  @Test
  void randomDocumentsInRandomFramingsComeBack() throws IOException {
    List<String> framings =
        List.of(
            "[\"event\", %s]\n",
            "[\"event\",%s]\r\n",
            "\u001e[\"event\", %s]\n",
            "{\"name\": \"event\", \"doc\": %s}\n",
            "{\"doc\": %s, \"name\": \"event\"}\n",
            "[\"event\",\n  %s\n]\n",
            "[\"event\", %s] ");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "\uFEFF");
      List<String> docs =
          IntStream.range(0, random.nextInt(40))
              .mapToObj(i -> RandomJson.object(random, 1 + random.nextInt(4)))
              .toList();
      for (String doc : docs) {
        text.append(framings.get(random.nextInt(framings.size())).replace("%s", doc));
      }
      Contents contents = read(text.toString().getBytes(UTF_8));
      String what = "seed " + seed + " round " + round;
      assertThat(contents.rejections()).as(what).isEmpty();
      assertThat(contents.documents()).extracting(Piece::text).as(what).isEqualTo(docs);
    }
  }
}
