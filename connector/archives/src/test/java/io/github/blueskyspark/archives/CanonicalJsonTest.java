package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Text as Python's json module writes it; resources/msgpack/make.py made the doubles. */
class CanonicalJsonTest {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static String again(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      return new String(CanonicalJson.text(parser), StandardCharsets.UTF_8);
    }
  }

  @Test
  void doublesAreSpelledAsPythonSpellsThem() throws IOException {
    try (InputStream in = CanonicalJsonTest.class.getResourceAsStream("/msgpack/floats.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(text.length()).isGreaterThan(10_000);
      assertThat(again(text)).isEqualTo(text);
    }
  }

  @Test
  void everythingElseIsKept() throws IOException {
    String text =
        "{\"b\": [], \"a\": [1, {}, null, true, [NaN, -Infinity, -0.0]], \"\": \"\\\"\\\\\\n"
            + "\\u0001é\", \"b\": "
            + "9".repeat(60)
            + "}";
    assertThat(again(text)).isEqualTo(text);
  }
}
