package io.github.blueskyspark.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> NAMES = List.of("since", "until", "stream", "streams", "query");

  @Test
  void nearestComeFirst() {
    assertThat(NearestNames.of("strem", NAMES)).containsExactly("stream");
    assertThat(NearestNames.of("STREAMS", NAMES)).containsExactly("streams", "stream");
    assertThat(NearestNames.of("utnil", NAMES)).containsExactly("until");
    assertThat(NearestNames.of("sinec", NAMES)).containsExactly("since");
  }

  @Test
  void nothingIsNearARandomWord() {
    assertThat(NearestNames.of("zebra", NAMES)).isEmpty();
    assertThat(NearestNames.of("", NAMES)).isEmpty();
    assertThat(NearestNames.of("x".repeat(1_000_000), NAMES)).isEmpty();
    assertThat(NearestNames.question("zebra", NAMES)).isEmpty();
  }

  @Test
  void atMostThreeAreNamed() {
    assertThat(NearestNames.of("a1", List.of("a2", "a3", "a4", "a5", "a5")))
        .containsExactly("a2", "a3", "a4");
    assertThat(NearestNames.of("a", Collections.nCopies(5, "b"))).containsExactly("b");
  }

  @Test
  void questionReadsAsASentence() {
    assertThat(NearestNames.question("steams", NAMES))
        .isEqualTo("Did you mean 'streams' or 'stream'? ");
  }
}
