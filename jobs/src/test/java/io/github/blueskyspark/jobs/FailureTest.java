package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.jobs.flags.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final String WHERE = "bluesky-spark show";

  @Test
  void wrongUsageKeepsItsMessageAndEndsWithTwo() {
    Failure failure =
        Failure.of(new UsageException("bluesky-spark", "do it", "no word", "Add one"), WHERE);
    assertThat(failure.message()).isEqualTo("bluesky-spark: Cannot do it: no word. Add one.");
    assertThat(failure.code()).isEqualTo(2);
  }

  @Test
  void anOptionsWrongValueIsWrongUsage() {
    OptionException wrong =
        new OptionException(Location.option("mode"), "use it", "it is odd", "Take another");
    assertThat(Failure.of(wrong, WHERE).code()).isEqualTo(2);
  }

  @Test
  void aRunOrPathThatIsNotThereIsAFailure() {
    for (String key : new String[] {"run", "path"}) {
      OptionException missing =
          new OptionException(Location.option(key), "find it", "it is not there", "Look again");
      assertThat(Failure.of(missing, WHERE).code()).as(key).isEqualTo(1);
    }
  }

  @Test
  void theCauseThatSaysMostIsFoundBelowOthers() {
    ArchiveException known =
        new ArchiveException(Location.file("file:/a.jsonl"), "read it", "it is cut", "Repair it");
    Failure failure =
        Failure.of(new IllegalStateException("job aborted", new IOException(known)), WHERE);
    assertThat(failure.message()).isEqualTo(known.getMessage()).contains("Cannot read it");
    assertThat(failure.code()).isEqualTo(1);
  }

  @Test
  void whatSparkQuotedOfATaskIsTakenOut() {
    String quoted =
        "Job aborted: Task 0 failed: io.github.blueskyspark.errors.ArchiveException: file a: Cannot"
            + " read it: it is cut. Repair it.\n\tat somewhere";
    assertThat(Failure.of(new IllegalStateException(quoted), WHERE))
        .isEqualTo(new Failure("file a: Cannot read it: it is cut. Repair it.", 1));
  }

  @Test
  void anythingElseIsToldByItsRoot() {
    Throwable thrown = new UncheckedIOException("outer", new IOException("disk full\nmore lines"));
    assertThat(Failure.of(thrown, WHERE))
        .isEqualTo(
            new Failure(
                "bluesky-spark show: Cannot finish: IOException: disk full. Run it again with"
                    + " --verbose to see where.",
                1));
  }

  @Test
  void anEndlessMessageIsCut() {
    Failure failure = Failure.of(new IllegalStateException("x".repeat(10_000)), WHERE);
    assertThat(failure.message()).contains("xxx….").hasSizeLessThan(750);
  }

  @Test
  void aMissingMessageIsNoFailureOfItsOwn() {
    assertThat(Failure.of(new IllegalStateException(), WHERE).message())
        .contains("IllegalStateException: null.");
  }
}
