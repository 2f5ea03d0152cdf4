package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceFileTest {
  private static final SourceFile FILE = new SourceFile("file:/a", 10, 20, "");

  @Test
  void aHashIsAddedAndNothingElseChanges() {
    assertThat(FILE.hashed("ff")).isEqualTo(new SourceFile("file:/a", 10, 20, "ff"));
    assertThat(FILE.sha256()).isEmpty();
  }

  @Test
  void theHashDoesNotCountForLooks() {
    assertThat(FILE.looksLike(FILE.hashed("ff"))).isTrue();
  }

  @Test
  void anotherPathSizeOrTimeLooksChanged() {
    assertThat(FILE.looksLike(new SourceFile("file:/b", 10, 20, ""))).isFalse();
    assertThat(FILE.looksLike(new SourceFile("file:/a", 11, 20, ""))).isFalse();
    assertThat(FILE.looksLike(new SourceFile("file:/a", 10, 21, ""))).isFalse();
  }
}
