package io.github.blueskyspark.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AssetExceptionTest {
  private static AssetException sample() {
    return new AssetException(
        Location.run("u").key("img"), "read frame 3", "the file ends", "Copy it again");
  }

  @Test
  void messageSaysWhereWhatWasFoundAndWhatToDo() {
    assertThat(sample())
        .hasMessage("run u, data key 'img': Cannot read frame 3: the file ends. Copy it again.");
    assertThat(sample().where()).isEqualTo(Location.run("u").key("img"));
  }

  @Test
  void statusIsUnreadableUntilSaidOtherwise() {
    assertThat(sample().status()).isEqualTo(AssetStatus.UNREADABLE);
    assertThat(sample().as(AssetStatus.TRUNCATED).status()).isEqualTo(AssetStatus.TRUNCATED);
    assertThat(AssetStatus.TRUNCATED.label()).isEqualTo("truncated");
  }

  @Test
  void causeIsKeptBesideTheStatus() {
    IOException cause = new IOException("disk");
    AssetException e = sample().as(AssetStatus.MISSING).because(cause);
    assertThat(e).hasCause(cause);
    assertThat(e.status()).isEqualTo(AssetStatus.MISSING);
  }

  @Test
  void everyKindKeepsItsCauseAndItsMessage() {
    IOException cause = new IOException("disk");
    Location where = Location.option("x");
    assertThat(new OptionException(where, "use x", "it is odd", "Use y").because(cause))
        .hasCause(cause)
        .hasMessage("option 'x': Cannot use x: it is odd. Use y.");
    assertThat(new ArchiveException(where, "use x", "it is odd", "Use y").because(cause))
        .hasCause(cause)
        .hasMessage("option 'x': Cannot use x: it is odd. Use y.");
  }

  @Test
  void thePlaceMustBeSaid() {
    assertThatThrownBy(() -> new AssetException(null, "a", "b", "c"))
        .isInstanceOf(NullPointerException.class);
  }
}
