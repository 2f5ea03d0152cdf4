package io.github.blueskyspark.jobs.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Flag TO = Flag.value("--to", "DIR", "Where.");
  private static final CommandSpec SPEC =
      new CommandSpec("copy", "copies", List.of("SOURCE"), List.of(TO), false, "Copies.");

  private static Arguments with(String flag, String... values) {
    return new Arguments(SPEC, List.of("a"), Map.of(flag, List.of(values)));
  }

  @Test
  void theLastOfRepeatedValuesCounts() {
    assertThat(with("--to", "x", "y").last(TO)).contains("y");
    assertThat(with("--to", "x", "y").all("--to")).containsExactly("x", "y");
  }

  @Test
  void aFlagNotGivenHasNoValues() {
    Arguments none = with("--other", "1");
    assertThat(none.last(TO)).isEmpty();
    assertThat(none.all("--to")).isEmpty();
    assertThat(none.has(GlobalFlags.JSON)).isFalse();
  }

  @Test
  void aSwitchIsOnWhenItsLastValueIsTrue() {
    assertThat(with("--json", "true").has(GlobalFlags.JSON)).isTrue();
    assertThat(with("--json", "true", "false").has(GlobalFlags.JSON)).isFalse();
  }

  @Test
  void aMissingFlagIsNamedWithItsValue() {
    assertThatThrownBy(() -> with("--other", "1").required(TO))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "bluesky-spark copy: Cannot run command 'copy': flag --to is missing. Add --to DIR, see"
                + " bluesky-spark copy --help.");
    assertThat(with("--to", "x").required(TO)).isEqualTo("x");
  }

  @Test
  void settingsAreSplitAtTheFirstEqualsSign() {
    assertThat(with("--conf", "spark.a=1=2", "spark.b=").sparkSettings())
        .containsExactly(Map.entry("spark.a", "1=2"), Map.entry("spark.b", ""));
  }

  @Test
  void aSettingWithoutKeyOrSignIsWrongUsage() {
    assertThatThrownBy(() -> with("--conf", "spark.a").sparkSettings())
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "bluesky-spark: Cannot use --conf 'spark.a': it has no '='. Write --conf KEY=VALUE.");
    assertThatThrownBy(() -> with("--conf", "=1").sparkSettings())
        .isInstanceOf(UsageException.class);
  }
}
