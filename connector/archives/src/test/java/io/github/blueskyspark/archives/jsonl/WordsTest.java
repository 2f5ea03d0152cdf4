package io.github.blueskyspark.archives.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static boolean isLiteral(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Words.isLiteral(bytes, 0, bytes.length);
  }

  @Test
  void theWordsOfJsonAndThoseOfPythonAreLiterals() {
    assertThat(isLiteral("true")).isTrue();
    assertThat(isLiteral("false")).isTrue();
    assertThat(isLiteral("null")).isTrue();
    assertThat(isLiteral("NaN")).isTrue();
    assertThat(isLiteral("Infinity")).isTrue();
  }

  @Test
  void caseCounts() {
    assertThat(isLiteral("True")).isFalse();
    assertThat(isLiteral("nan")).isFalse();
    assertThat(isLiteral("NULL")).isFalse();
  }

  @Test
  void beginningsAndLongerWordsAreNone() {
    assertThat(isLiteral("")).isFalse();
    assertThat(isLiteral("tru")).isFalse();
    assertThat(isLiteral("nulls")).isFalse();
    assertThat(isLiteral("Infinity1")).isFalse();
    assertThat(isLiteral("None")).isFalse();
    assertThat(isLiteral("truë")).isFalse();
  }

  @Test
  void onlyTheGivenRangeIsLookedAt() {
    byte[] bytes = "[null]".getBytes(StandardCharsets.US_ASCII);
    assertThat(Words.isLiteral(bytes, 1, 4)).isTrue();
    assertThat(Words.isLiteral(bytes, 1, 5)).isFalse();
    assertThat(Words.isLiteral(bytes, 0, 4)).isFalse();
  }
}
