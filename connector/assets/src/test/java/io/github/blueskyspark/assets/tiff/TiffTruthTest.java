package io.github.blueskyspark.assets.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.assets.Pictures;
import io.github.blueskyspark.spi.ArrayInfo;
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

  @Test
  void whatAreaDetectorWritesIsListed() throws IOException {
    String uri = Pictures.uri("area_detector.tif");
    LocalFiles files = LocalFiles.unmapped();
    ArrayInfo found = new TiffReader().list(uri, Pictures.WHERE, files).get(0);
    assertThat(found.attributes())
        .hasToString(
            "{\"ImageDescription\":\"a frame\",\"Software\":\"EPICS areaDetector\","
                + "\"timeStamp\":1.07714880025E9,\"uniqueId\":17,\"epicsTSSec\":1077148800,"
                + "\"epicsTSNsec\":250000000,\"ColorMode\":\"0\",\"Sample\":\"Fe:2 O3\"}");
    assertThat(found.storedBytes()).isEqualTo(70);
    assertThat(files.open()).isZero();
  }
}
