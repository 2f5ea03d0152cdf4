package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"0b3c9f4e-1c1e-4b53-9f6b-0123456789ab", "0B3C9F4E-1C1E-4B53-9F6B-0123456789AB"})
  void wholeUidsNameRuns(String stem) {
    assertThat(RunNames.namesRun(stem)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0b3c9f4e",
        "0b3c9f4e1c1e4b539f6b0123456789ab",
        "0b3c9f4e-1c1e-4b53-9f6b-0123456789abc",
        "x0b3c9f4e-1c1e-4b53-9f6b-0123456789ab",
        "0g3c9f4e-1c1e-4b53-9f6b-0123456789ab",
        "0b3c9f4e-1c1e-4b53-9f6b-0123456789ab\n",
        "scan-0b3c9f4e-1c1e-4b53-9f6b-0123456789ab",
      })
  void anythingElseDoesNot(String stem) {
    assertThat(RunNames.namesRun(stem)).isFalse();
  }
}
