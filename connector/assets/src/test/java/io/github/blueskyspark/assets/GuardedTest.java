package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class GuardedTest {
  private static final Location WHERE = Location.file("frames.h5");

  @Test
  void aStepThatSucceedsGivesItsResult() throws IOException {
    assertThat(Guarded.run(WHERE, "read it", () -> "yes")).isEqualTo("yes");
  }

  @Test
  void overflowsAndBadIndexesAreSaidOfTheFile() {
    assertDamaged(() -> Math.multiplyExact(Long.MAX_VALUE, 2L), "contradict each other");
    assertDamaged(() -> new byte[2][Integer.parseInt("-1")], "contradict each other");
    assertDamaged(() -> "abc".charAt(Integer.parseInt("7")), "contradict each other");
    assertDamaged(
        () -> {
          throw new EOFException("end of file");
        },
        "end of file");
  }

  @Test
  void endlessNestingIsSaidOfTheFile() {
    assertDamaged(
        () -> {
          throw new StackOverflowError();
        },
        "nest too deep");
  }

  @Test
  void aFileCutWhileItIsMappedIsSaid() {
    assertDamaged(
        () -> {
          throw new InternalError("a fault occurred in an unsafe memory access operation");
        },
        "changed while it was read");
  }

  @Test
  void otherFailuresOfTheDiskPass() {
    assertThatThrownBy(
            () ->
                Guarded.run(
                    WHERE,
                    "read it",
                    () -> {
                      throw new NoSuchFileException("frames.h5");
                    }))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static void assertDamaged(Guarded.Step<Object> step, String found) {
    assertThatThrownBy(() -> Guarded.run(WHERE, "read it", step))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("frames.h5: Cannot read it: ")
        .hasMessageContaining(found)
        .hasCauseInstanceOf(Throwable.class);
  }
}
