package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.errors.OptionException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples after the MongoDB manual's page of $text, without stems. */
class TextSearchTest {
  private static final String START =
      """
      {"uid": "x", "plan_name": "grid_scan", "note": "Coffee shop by the Caf\\u00e9 du Nord",
       "sample": {"name": "Fe-oxide", "tags": ["ring current", "calibration"]}, "n": 12}
      """;

  private static boolean finds(String search) throws IOException {
    JsonNode start = new ObjectMapper().readTree(START);
    String query =
        new ObjectMapper()
            .createObjectNode()
            .set("$text", new ObjectMapper().createObjectNode().put("$search", search))
            .toString();
    return new PredicateEvaluator(MongoQuery.parse(query)).matches(start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coffee | true",
        "COFFEE | true",
        "cafe | true",
        "tea coffee | true",
        "tea | false",
        "coff | false",
        "oxide | true",
        "\"coffee shop\" | true",
        "\"coffee by\" | false",
        "\"coffee shop\" tea | true",
        "coffee -shop | false",
        "coffee -tea | true",
        "-tea | false",
        "calibration -\"ring current\" | false",
        "plan_name | false",
        "12 | false",
      })
  void wordsPhrasesAndNegationsAreThoseOfMongo(String search, boolean found) throws IOException {
    assertThat(finds(search)).as(search).isEqualTo(found);
  }

  @Test
  void anEmptySearchFindsNothing() throws IOException {
    assertThat(finds("")).isFalse();
  }

  @Test
  void whatIsNotUnderstoodIsRefusedByName() {
    assertThatThrownBy(
            () -> MongoQuery.parse("{\"$text\": {\"$search\": \"x\", \"$language\": \"de\"}}"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("$language");
    assertThatThrownBy(() -> MongoQuery.parse("{\"$text\": \"x\"}"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("$search");
  }
}
