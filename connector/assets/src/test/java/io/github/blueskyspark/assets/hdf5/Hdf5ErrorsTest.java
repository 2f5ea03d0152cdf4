package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Hdf5ErrorsTest {
  private static final String DAMAGED = Hdf5Samples.uri("damaged.h5");
  private final LocalFiles files = LocalFiles.mapped();

  @Test
  void aWrongChecksumNamesFileDatasetAndChunkAndLeavesOtherChunksReadable() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, DAMAGED, "/flipped")) {
      array.read(Region.box(new long[] {0, 0}, new long[] {2, 12}));
      assertThatThrownBy(() -> array.read(Region.box(new long[] {2, 0}, new long[] {2, 12})))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("damaged.h5:/flipped:byte ")
          .hasMessageContaining("chunk [1, 0]")
          .hasMessageContaining("Fletcher-32");
      array.read(Region.box(new long[] {0, 0}, new long[] {2, 12}));
    }
  }

  @Test
  void aKnownFilterWithoutDecoderIsNamedWithItsNumber() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, DAMAGED, "/zfp")) {
      assertThat(array.info().filters()).containsExactly("zfp");
      assertThatThrownBy(() -> array.read(Hdf5Samples.all(array)))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("/zfp")
          .hasMessageContaining("filter 32013 (zfp)")
          .hasMessageContaining("h5repack");
    }
  }

  @Test
  void anUnknownFilterIsNamedByItsNumberAndHidesNothing() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, DAMAGED, "/unknown")) {
      assertThatThrownBy(() -> array.read(Hdf5Samples.all(array)))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("filter 31999, which is not known");
    }
    assertThat(new Hdf5Reader().list(DAMAGED, Location.file(DAMAGED), files))
        .extracting(ArrayInfo::path)
        .containsExactlyInAnyOrder("/sound", "/flipped", "/zfp", "/unknown", "/circle");
    try (ArrayAsset array = Hdf5Samples.open(files, DAMAGED, "/sound")) {
      assertThat(Hdf5Samples.little(array, Hdf5Samples.all(array))).hasSize(96).contains(47);
    }
  }

  @Test
  void aCutFileSaysWhereItEnds() throws IOException {
    byte[] sound = Files.readAllBytes(Path.of(Hdf5Samples.uri("matrix_v110.h5")));
    for (int length = 4096; length < sound.length; length += 4096) {
      MemoryFiles cut = new MemoryFiles(Map.of("cut.h5", Arrays.copyOf(sound, length)));
      try (ArrayAsset array = Hdf5Samples.open(cut, "cut.h5", "/little_f8/contiguous")) {
        array.read(Hdf5Samples.all(array));
      } catch (AssetException e) {
        assertThat(e).hasMessageContaining("cut.h5").hasMessageContaining("ends at byte " + length);
      }
      assertThat(cut.open()).isZero();
    }
  }

  @Test
  void aVirtualDatasetWithoutItsSourcesIsItsFillValue() throws IOException {
    byte[] sound = Files.readAllBytes(Path.of(Hdf5Samples.uri("vds_v110.h5")));
    MemoryFiles memory = new MemoryFiles(Map.of("vds.h5", sound));
    try (ArrayAsset array = Hdf5Samples.open(memory, "vds.h5", "/nested")) {
      byte[] all = Hdf5Samples.little(array, Hdf5Samples.all(array));
      assertThat(all).hasSize(9 * 3 * 4 * 2).startsWith(77, 0, 77, 0).endsWith(77, 0);
    }
  }

  @Test
  void aVirtualDatasetOfItselfIsACircle() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, DAMAGED, "/circle")) {
      assertThatThrownBy(() -> array.read(Hdf5Samples.all(array)))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("damaged.h5:circle")
          .hasMessageContaining("in a circle");
    }
    assertThat(files.open()).isZero();
  }
}
