package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class MatchesTextTest {

  private final MatchesText matches = new MatchesText();

  private Boolean of(String document, String query) {
    return matches.invoke(UTF8String.fromString(document), UTF8String.fromString(query));
  }

  @Test
  void aDocumentMatchesOrNot() {
    assertThat(of("{\"plan_name\":\"scan\"}", "{\"plan_name\":\"scan\"}")).isTrue();
    assertThat(of("{\"plan_name\":\"count\"}", "{\"plan_name\":\"scan\"}")).isFalse();
    assertThat(of("{}", "{}")).isTrue();
  }

  @Test
  void keysAreOfTheDocumentAndHaveNoPrefix() {
    assertThat(of("{\"stop\":{\"a\":1}}", "{\"stop.a\":1}")).isTrue();
  }

  @Test
  void documentsOfPythonMayHoldNotANumber() {
    assertThat(of("{\"x\":NaN,\"y\":1}", "{\"y\":1}")).isTrue();
  }

  @Test
  void nullsAreNull() {
    assertThat(matches.invoke(null, UTF8String.fromString("{}"))).isNull();
    assertThat(matches.invoke(UTF8String.fromString("{}"), null)).isNull();
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> of("{oops", "{}"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("function matches: Cannot read document: it is no JSON");
  }
}
