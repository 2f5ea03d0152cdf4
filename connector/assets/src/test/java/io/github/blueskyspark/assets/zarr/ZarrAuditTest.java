package io.github.blueskyspark.assets.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.FencedFiles;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZarrAuditTest {
  @Test
  void aChunkThatMayNotBeOpenedIsSaidByTheAudit() throws IOException {
    FencedFiles files = new FencedFiles(new MemoryFiles(ZarrSamples.files()), "none/2.1.0");
    try (ArrayAsset array = ZarrSamples.open(files, "v2/none", "")) {
      assertThatThrownBy(array::audit)
          .isInstanceOfSatisfying(
              AssetException.class, e -> assertThat(e.status()).isEqualTo(AssetStatus.FORBIDDEN));
    }
  }

  @Test
  void missingChunksAreNoFault() throws IOException {
    Map<String, byte[]> contents = new HashMap<>(ZarrSamples.files());
    contents.keySet().removeIf(name -> name.equals("v2/none/0.0.0"));
    try (ArrayAsset array = ZarrSamples.open(new MemoryFiles(contents), "v2/none", "")) {
      array.audit();
      assertThat(array.info().shape()).containsExactly(5L, 4L, 3L);
    }
  }

  @Test
  void metadataWithZerosBetweenItsLettersIsAnErrorOfOurs() throws IOException {
    Map<String, byte[]> contents = new HashMap<>(ZarrSamples.files());
    contents.put(
        "v2/none/.zarray", new byte[] {0, 0, 0, '{', '"', 'a', '"', ':', '1', '}', ' ', ' '});
    assertThatThrownBy(() -> ZarrSamples.open(new MemoryFiles(contents), "v2/none", ""))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("it is no JSON");
  }
}
