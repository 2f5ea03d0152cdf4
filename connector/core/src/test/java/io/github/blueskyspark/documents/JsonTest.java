package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.LineFormat;
import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static RawDocument raw(String json) {
    return LineFormat.document("mem:/f", 0, Doc.of("start", json));
  }

  private static ObjectNode tree(String json) throws IOException {
    return Json.tree(raw(json));
  }

  @Test
  void integersOfAnySizeStayIntegers() throws IOException {
    ObjectNode doc = tree("{'a': 9223372036854775807, 'b': 36893488147419103232, 'c': -1}");
    assertThat(doc.get("a").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(doc.get("b").bigIntegerValue()).isEqualTo(BigInteger.TWO.pow(65));
    assertThat(doc.get("c").isIntegralNumber()).isTrue();
  }

  @Test
  void doublesKeepNanInfinityAndTheSignOfZero() throws IOException {
    ObjectNode doc = tree("{'n': NaN, 'p': Infinity, 'm': -Infinity, 'z': -0.0, 'd': 5e-324}");
    assertThat(doc.get("n").doubleValue()).isNaN();
    assertThat(doc.get("p").doubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(doc.get("m").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(1 / doc.get("z").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(doc.get("d").doubleValue()).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void numbersBeyondDoublesAreRefused() {
    assertThatThrownBy(() -> tree("{'a': [1e400]}"))
        .isInstanceOf(NumberOutOfRange.class)
        .hasMessageContaining("1e400");
    assertThatThrownBy(() -> tree("{'a': -1.5E+309}")).isInstanceOf(NumberOutOfRange.class);
  }

  @Test
  void theLargestDoubleIsNotRefused() throws IOException {
    assertThat(tree("{'a': 1.7976931348623157e308}").get("a").doubleValue())
        .isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void onlyAnObjectIsADocument() {
    for (String json : new String[] {"[1]", "5", "null", "'text'"}) {
      assertThatThrownBy(() -> tree(json))
          .as(json)
          .isInstanceOf(JsonParseException.class)
          .hasMessageContaining("no object");
    }
  }

  @Test
  void nothingMayFollowTheDocument() {
    assertThatThrownBy(() -> tree("{} {}")).isInstanceOf(JsonParseException.class);
    assertThatThrownBy(() -> tree("{'a': 1")).isInstanceOf(IOException.class);
  }

  @Test
  void keyThatStandsTwiceIsNamedAndTheLastCounts() throws IOException {
    Json.Tree tree = Json.checked(raw("{'a': 1, 'b': {'c': 1, 'c': 2}}"));
    assertThat(tree.repeatedKey()).contains("c");
    assertThat(tree.doc().at("/b/c").intValue()).isEqualTo(2);
    assertThat(Json.checked(raw("{'a': 1, 'b': {'a': 1}}")).repeatedKey()).isEmpty();
  }

  @Test
  void keyOrderIsThatOfTheSource() throws IOException {
    assertThat(tree("{'z': 1, 'a': 2, 'm': 3}").fieldNames())
        .toIterable()
        .containsExactly("z", "a", "m");
  }

  @Test
  void requiredTextIsNamedWithWhatWasFound() throws IOException, MalformedDocument {
    assertThat(Json.text(tree("{'uid': 'u'}"), "uid")).isEqualTo("u");
    assertThatThrownBy(() -> Json.text(tree("{}"), "uid"))
        .isInstanceOf(MalformedDocument.class)
        .hasMessage("'uid' is missing, not a text");
    assertThatThrownBy(() -> Json.text(tree("{'uid': 5}"), "uid"))
        .hasMessage("'uid' is 5, not a text");
    assertThatThrownBy(() -> Json.text(tree("{'uid': ''}"), "uid"))
        .hasMessage("'uid' is \"\", not a text");
  }

  @Test
  void textsInMessagesEndAfterEightyCharacters() {
    assertThat(Json.shorten("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(Json.shorten("x".repeat(81))).isEqualTo("x".repeat(80) + "…");
  }

  @Test
  void optionalTextFallsBackWhenItIsNoText() throws IOException {
    assertThat(Json.textOr(tree("{'a': 'x'}"), "a", "-")).isEqualTo("x");
    assertThat(Json.textOr(tree("{'a': ''}"), "a", "-")).isEmpty();
    assertThat(Json.textOr(tree("{'a': 1}"), "a", "-")).isEqualTo("-");
    assertThat(Json.textOr(tree("{}"), "a", "-")).isEqualTo("-");
  }
}
