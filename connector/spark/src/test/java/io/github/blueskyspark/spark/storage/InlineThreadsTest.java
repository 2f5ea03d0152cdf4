package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InlineThreadsTest {

  @Test
  void resultsAreInTheOrderOfTheInputs() {
    List<Integer> inputs = IntStream.range(0, 50).boxed().toList();
    List<String> results = InlineThreads.map(4, inputs, i -> "r" + i);
    assertThat(results).hasSize(50).startsWith("r0", "r1", "r2").endsWith("r48", "r49");
  }

  @Test
  void noInputsNeedNoThreads() {
    assertThat(InlineThreads.map(4, List.<Integer>of(), i -> i)).isEmpty();
  }

  @Test
  void oneThreadIsTheCallersOwn() {
    Thread own = Thread.currentThread();
    assertThat(InlineThreads.map(1, List.of(1, 2), i -> Thread.currentThread().equals(own)))
        .containsExactly(true, true);
    assertThat(InlineThreads.map(4, List.of(1), i -> Thread.currentThread().equals(own)))
        .containsExactly(true);
  }

  @Test
  void anErrorComesOutAsItWasThrown() {
    assertThatThrownBy(
            () ->
                InlineThreads.map(
                    2,
                    List.of(1, 0, 2),
                    i -> {
                      if (i == 0) {
                        throw new UnsupportedOperationException("zero");
                      }
                      return i;
                    }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("zero");
  }
}
