package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Truth is what area_detector_handlers reads from the same master file. */
class JoinedDatasetsTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/eiger");

  private static ArrayAsset open(String group) throws IOException {
    String master = DIRECTORY.resolve("series_5_master.h5").toString();
    return Hdf5Samples.open(LocalFiles.mapped(), master, group);
  }

  @Test
  void dataFilesOfAnEigerMasterAreOneArray() throws IOException {
    JsonNode truth = Hdf5Samples.JSON.readTree(DIRECTORY.resolve("truth.json").toFile());
    try (ArrayAsset array = open("/entry/data")) {
      byte[] all = Hdf5Samples.little(array, Hdf5Samples.all(array));
      assertThat(array.info().dtype().toString()).isEqualTo(truth.get("dtype").asText());
      assertThat(array.info().shape()).containsExactly(7L, 3L, 4L);
      assertThat(Hdf5Samples.sha256(all)).isEqualTo(truth.get("sha256").asText());
      for (int row = 0; row < 7; row++) {
        byte[] one =
            Hdf5Samples.little(array, Region.box(new long[] {row, 0, 0}, new long[] {1, 3, 4}));
        assertThat(one).isEqualTo(Arrays.copyOfRange(all, row * 24, row * 24 + 24));
      }
    }
  }

  @Test
  void stepsLeadOverTheEndsOfFiles() throws IOException {
    try (ArrayAsset array = open("entry/data")) {
      byte[] all = Hdf5Samples.little(array, Hdf5Samples.all(array));
      Region region =
          Region.stepped(new long[] {1, 2, 1}, new long[] {3, 1, 2}, new long[] {2, 1, 2});
      byte[] found = Hdf5Samples.little(array, region);
      byte[] wanted = new byte[12];
      for (int i = 0; i < 6; i++) {
        int at = 2 * ((1 + 2 * (i / 2)) * 12 + 2 * 4 + 1 + 2 * (i % 2));
        wanted[2 * i] = all[at];
        wanted[2 * i + 1] = all[at + 1];
      }
      assertThat(found).isEqualTo(wanted);
    }
  }

  @Test
  void datasetsThatAreNotAlikeAreRefusedByName() {
    assertThatThrownBy(() -> open("/unlike"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("'data_000001' holds <u2[7, 3, 4], 'data_000002' <u4[7, 3, 4]");
    assertThatThrownBy(() -> open("/entry"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("it is a group");
  }
}
