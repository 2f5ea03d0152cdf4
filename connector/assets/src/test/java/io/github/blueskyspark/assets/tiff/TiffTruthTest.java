package io.github.blueskyspark.assets.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.assets.Pictures;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every TIFF test file against what tifffile reads. */
class TiffTruthTest {
  private final Pictures pictures = new Pictures(new TiffReader());

  @Test
  void everyFileEqualsTifffile() throws IOException {
    LocalFiles files = LocalFiles.mapped();
    assertThat(pictures.differences(".tif", files)).isEmpty();
    assertThat(Pictures.truth(".tif")).hasSizeGreaterThan(100);
    assertThat(files.open()).isZero();
  }

  @Test
  void everyFileReadThroughAChannelOfShortReadsEqualsTifffile() throws IOException {
    LocalFiles files = LocalFiles.unmapped();
    assertThat(pictures.differences(".tif", files)).isEmpty();
    assertThat(files.open()).isZero();
  }
}
