package io.github.blueskyspark.assets.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.Mutations;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Damaged files give an AssetException, never another one, never a hang. */
class NpyMutationTest {
  @Test
  void mutatedFilesGiveAssetExceptionsOnly() throws IOException {
    assertThat(new Mutations(new NpyReader()).failures(".npy")).isEmpty();
  }
}
