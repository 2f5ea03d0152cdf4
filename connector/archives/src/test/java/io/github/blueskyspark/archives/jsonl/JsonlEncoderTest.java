package io.github.blueskyspark.archives.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.blueskyspark.spi.OutgoingDocument;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonlEncoderTest {
  private static String line(String json, boolean hasText) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutgoingDocument document =
        new OutgoingDocument() {
          @Override
          public String name() {
            return "start";
          }

          @Override
          public Optional<byte[]> text() {
            return hasText ? Optional.of(json.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
          }

          @Override
          public JsonParser parser() throws IOException {
            return new JsonFactory().createParser(json);
          }
        };
    new JsonlEncoder().write(document, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void textStaysAsItIs() throws IOException {
    assertThat(line("{\"a\":1.50,  \"b\" : \"\\u00e9\"}", true))
        .isEqualTo("[\"start\", {\"a\":1.50,  \"b\" : \"\\u00e9\"}]\n");
  }

  @Test
  void aDocumentOfSeveralLinesBecomesOne() throws IOException {
    assertThat(line("{\r\n \"a\":\n1}", true)).isEqualTo("[\"start\", {   \"a\": 1}]\n");
  }

  @Test
  void withoutTextItIsCanonical() throws IOException {
    assertThat(line("{\"b\":1.50,\"a\":[1,2]}", false))
        .isEqualTo("[\"start\", {\"b\": 1.5, \"a\": [1, 2]}]\n");
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThatThrownBy(() -> line("[1]", true)).isInstanceOf(UnwritableDocument.class);
    assertThatThrownBy(() -> line("{} {}", true)).isInstanceOf(UnwritableDocument.class);
    assertThatThrownBy(() -> line("{\"a\": ", true)).isInstanceOf(JsonProcessingException.class);
  }
}
