package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilledDocumentTest {
  private static final Optional<FilledDocument.Fill> FOUR =
      Optional.of(
          new FilledDocument.Fill(
              "r/0",
              new ArrayTexts.Text(
                  "[[1, 2], [3, 4]]".getBytes(StandardCharsets.UTF_8), "nd <u2 2,2", 7)));

  private static RawDocument fill(
      String name, String json, Map<String, List<Optional<FilledDocument.Fill>>> fills)
      throws IOException {
    RawDocument document =
        new StoredDocuments.Copy(
            name, "here", 0, 0, json.getBytes(StandardCharsets.UTF_8), "", new JsonFactory());
    return FilledDocument.of(document, fills, name.equals("event_page"), ReadLimits.DEFAULT);
  }

  private static String text(RawDocument document) throws IOException {
    return new String(document.text(), StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheValueAndItsReferenceChange() throws IOException {
    RawDocument filled =
        fill(
            "event",
            "{\"filled\":{\"img\" : false, \"é\":1.50},  \"data\": {\"a\": [1.0,\"x\"], \"img\": \"r/0\" }, \"z\":null}",
            Map.of("img", List.of(FOUR)));
    assertThat(text(filled))
        .isEqualTo(
            "{\"filled\":{\"img\" : \"r/0\", \"é\":1.50},  \"data\": {\"a\": [1.0,\"x\"], \"img\":"
                + " [[1, 2], [3, 4]] }, \"z\":null}");
  }

  @Test
  void filledIsAddedWhereItIsMissing() throws IOException {
    assertThat(text(fill("event", "{\"data\": {\"img\": \"r/0\"}}", Map.of("img", List.of(FOUR)))))
        .isEqualTo("{\"data\": {\"img\": [[1, 2], [3, 4]]}, \"filled\": {\"img\": \"r/0\"}}");
    assertThat(
            text(
                fill(
                    "event",
                    "{\"data\": {\"img\": \"r/0\"}, \"filled\": {}}",
                    Map.of("img", List.of(FOUR)))))
        .isEqualTo("{\"data\": {\"img\": [[1, 2], [3, 4]]}, \"filled\": {\"img\": \"r/0\"}}");
    assertThat(
            text(
                fill(
                    "event",
                    "{\"filled\": {\"o\": true}, \"data\": {\"img\": \"r/0\", \"o\": 1}}",
                    Map.of("img", List.of(FOUR)))))
        .isEqualTo(
            "{\"filled\": {\"o\": true, \"img\": \"r/0\"}, \"data\": {\"img\": [[1, 2], [3, 4]], \"o\": 1}}");
  }

  @Test
  void aPageHasAnArrayAnEvent() throws IOException {
    assertThat(
            text(
                fill(
                    "event_page",
                    "{\"data\": {\"img\": [\"r/0\", \"r/1\"]}, \"filled\": {\"img\": [false, false]}}",
                    Map.of("img", List.of(FOUR, Optional.empty())))))
        .isEqualTo(
            "{\"data\": {\"img\": [[[1, 2], [3, 4]], \"r/1\"]}, \"filled\": {\"img\": [\"r/0\", false]}}");
    assertThat(
            text(
                fill(
                    "event_page",
                    "{\"data\": {\"img\": [\"r/0\", \"r/1\"]}}",
                    Map.of("img", List.of(FOUR, Optional.empty())))))
        .endsWith(", \"filled\": {\"img\": [\"r/0\", false]}}");
  }

  @Test
  void theArrayHasItsType() throws IOException {
    RawDocument filled =
        fill(
            "event",
            "{\"data\": {\"a\": [1, 2], \"img\": \"r/0\", \"b\": 1}}",
            Map.of("img", List.of(FOUR)));
    List<String> types = new ArrayList<>();
    try (JsonParser parser = filled.parser()) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (parser.getTypeId() != null) {
          types.add(parser.currentName() + " " + parser.getTypeId());
        }
      }
    }
    assertThat(types).containsExactly("img nd <u2 2,2");
  }
}
