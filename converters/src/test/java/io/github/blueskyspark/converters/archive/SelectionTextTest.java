package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectionTextTest {
  @Test
  void namesThatEndLikeSecretsAreSecret() {
    assertThat(SelectionText.isSecret("mongo.password")).isTrue();
    assertThat(SelectionText.isSecret("s3.SecretKey")).isTrue();
    assertThat(SelectionText.isSecret("tiled.TOKEN")).isTrue();
    assertThat(SelectionText.isSecret("clientSecret")).isTrue();
  }

  @Test
  void dataKeysAreNoSecrets() {
    assertThat(SelectionText.isSecret("dataKey")).isFalse();
    assertThat(SelectionText.isSecret("DATAKEY")).isFalse();
  }

  @Test
  void otherOptionsAreNoSecrets() {
    assertThat(SelectionText.isSecret("mode")).isFalse();
    assertThat(SelectionText.isSecret("keys.more")).isFalse();
    assertThat(SelectionText.isSecret("")).isFalse();
  }
}
