package io.github.blueskyspark.jobs.flags;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.jobs.flags.Flag.Arity;
import org.junit.jupiter.api.Test;

class FlagTest {
  @Test
  void aSwitchStandsAlone() {
    Flag flag = Flag.toggle("--dry-run", "Writes nothing.");
    assertThat(flag.arity()).isEqualTo(Arity.SWITCH);
    assertThat(flag.shown()).isEqualTo("--dry-run");
  }

  @Test
  void aValueIsShownBehindItsNames() {
    Flag flag = Flag.value("--query", "JSON", "Which runs.");
    assertThat(flag.arity()).isEqualTo(Arity.VALUE);
    assertThat(flag.shown()).isEqualTo("--query JSON");
    assertThat(flag.or("-q").shown()).isEqualTo("-q, --query JSON");
  }

  @Test
  void bothNamesCallIt() {
    Flag flag = Flag.toggle("--verbose", "More.").or("-v");
    assertThat(flag.isCalled("--verbose")).isTrue();
    assertThat(flag.isCalled("-v")).isTrue();
    assertThat(flag.isCalled("--verb")).isFalse();
    assertThat(flag.isCalled("-V")).isFalse();
  }

  @Test
  void noAliasIsNotCalledByAnEmptyWord() {
    assertThat(Flag.toggle("--json", "JSON.").isCalled("")).isFalse();
  }
}
