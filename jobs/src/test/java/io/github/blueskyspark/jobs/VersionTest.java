package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void programSparkAndJavaHaveALineEach() {
    assertThat(Version.text().lines().toList())
        .satisfiesExactly(
            own -> assertThat(own).startsWith("bluesky-spark "),
            spark -> assertThat(spark).matches("Spark 4\\.\\d+\\.\\d+.*"),
            java -> assertThat(java).matches("Java \\d+.*"));
  }
}
