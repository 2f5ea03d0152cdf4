package io.github.blueskyspark.assets.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.assets.Pictures;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every JPEG test file against what Pillow reads, within 4 counts. */
class JpegTruthTest {
  @Test
  void everyFileIsNearToPillow() throws IOException {
    LocalFiles files = LocalFiles.unmapped();
    assertThat(new Pictures(new JpegReader()).differences(".jpg", files)).isEmpty();
    assertThat(Pictures.truth(".jpg")).hasSize(7);
    assertThat(files.open()).isZero();
  }
}
