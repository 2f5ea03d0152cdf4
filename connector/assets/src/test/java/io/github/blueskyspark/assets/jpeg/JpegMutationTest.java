package io.github.blueskyspark.assets.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.Mutations;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Damaged files give an AssetException, never another one, never a hang. */
class JpegMutationTest {
  @Test
  void mutatedFilesGiveAssetExceptionsOnly() throws IOException {
    assertThat(new Mutations(new JpegReader()).failures(".jpg")).isEmpty();
  }
}
