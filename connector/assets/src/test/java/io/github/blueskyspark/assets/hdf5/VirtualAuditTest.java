package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.FencedFiles;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualAuditTest {
  private static AssetFiles files() throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    for (String name :
        new String[] {
          "vds_latest.h5", "source_latest_0.h5", "source_latest_1.h5", "source_latest_2.h5"
        }) {
      contents.put(name, Files.readAllBytes(Path.of(Hdf5Samples.uri(name))));
    }
    return new MemoryFiles(contents);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dealt_None", "/nested", "/blocks"})
  void aSourceThatMayNotBeOpenedIsSaidByTheAudit(String path) throws IOException {
    AssetFiles fenced = new FencedFiles(files(), "source_latest_1.h5");
    try (ArrayAsset array = Hdf5Samples.open(fenced, "vds_latest.h5", path)) {
      assertThatThrownBy(array::audit)
          .isInstanceOfSatisfying(
              AssetException.class, e -> assertThat(e.status()).isEqualTo(AssetStatus.FORBIDDEN));
    }
  }

  @Test
  void aNumberedSourceThatMayNotBeOpenedIsSaidAtOnce() throws IOException {
    AssetFiles fenced = new FencedFiles(files(), "source_latest_1.h5");
    assertThatThrownBy(() -> Hdf5Samples.open(fenced, "vds_latest.h5", "/printf"))
        .isInstanceOfSatisfying(
            AssetException.class, e -> assertThat(e.status()).isEqualTo(AssetStatus.FORBIDDEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dealt_None", "/printf", "/unlimited", "/missing_file", "/gap"})
  void soundAndMissingSourcesAreNoFault(String path) throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files(), "vds_latest.h5", path)) {
      array.audit();
      assertThat(array.info().shape()).isNotEmpty();
    }
  }
}
