package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.archive.ConversionStep;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void sizesAreInPowersOfAThousand() {
    assertThat(Progress.size(0)).isEqualTo("0 B");
    assertThat(Progress.size(999)).isEqualTo("999 B");
    assertThat(Progress.size(1000)).isEqualTo("1.0 kB");
    assertThat(Progress.size(1_500_000)).isEqualTo("1.5 MB");
    assertThat(Progress.size(2_340_000_000L)).isEqualTo("2.3 GB");
    assertThat(Progress.size(7_000_000_000_000L)).isEqualTo("7.0 TB");
  }

  @Test
  void theGreatestUnitHoldsAnySize() {
    assertThat(Progress.size(5_000_000_000_000_000L)).isEqualTo("5000.0 TB");
  }

  @Test
  void theBarFillsWithTheTasksDone() {
    assertThat(Progress.line(12, 24, 2_000_000, 2))
        .isEqualTo("[" + "=".repeat(12) + " ".repeat(12) + "] 12/24 tasks, 2.0 MB, 1.0 MB/s, 2 s");
    assertThat(Progress.line(3, 3, 0, 10))
        .isEqualTo("[" + "=".repeat(24) + "] 3/3 tasks, 0 B, 0 B/s, 10 s");
  }

  @Test
  void aConversionTellsItsTableRunsBytesRateAndTheTimeLeft() {
    ConversionStep step = new ConversionStep("documents", 3, 8, 1000, 8_000_000);
    assertThat(Progress.line(step, 0, 2))
        .isEqualTo(
            "["
                + "=".repeat(6)
                + " ".repeat(18)
                + "] documents (3 of 8), 1000 runs, 2.0 MB of 8.0 MB, 1.0 MB/s, 6 s left");
    assertThat(Progress.line(new ConversionStep("runs", 1, 8, 0, 0), 0, 0))
        .isEqualTo("[" + " ".repeat(24) + "] runs (1 of 8), 0 B of 0 B, 0 B/s");
  }

  @Test
  void noTasksAndNoTimeDivideByNothing() {
    assertThat(Progress.line(0, 0, 0, 0))
        .isEqualTo("[" + " ".repeat(24) + "] 0/0 tasks, 0 B, 0 B/s, 0 s");
  }

  @Test
  void aMillionTasksDoNotOverflowTheBar() {
    assertThat(Progress.line(200_000_000, 200_000_000, 0, 1))
        .startsWith("[" + "=".repeat(24) + "]");
  }
}
