package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    try (ArrayAsset array = Hdf5Samples.open(files, DAMAGED, "/sz")) {
      assertThat(array.info().filters()).containsExactly("sz");
      assertThatThrownBy(() -> array.read(Hdf5Samples.all(array)))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("/sz")
          .hasMessageContaining("filter 32017 (sz)")
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
        .containsExactlyInAnyOrder("/sound", "/flipped", "/sz", "/unknown", "/circle");
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

  @Test
  void virtualDatasetsThatMultiplyAreRefusedInTime() throws IOException {
    String uri = Hdf5Samples.uri("overlapping.h5");
    try (ArrayAsset array = Hdf5Samples.open(files, uri, "/level6")) {
      assertThat(Hdf5Samples.little(array, Hdf5Samples.all(array))).hasSize(24);
    }
    long start = System.nanoTime();
    try (ArrayAsset array = Hdf5Samples.open(files, uri, "/level0")) {
      assertThatThrownBy(() -> array.read(Hdf5Samples.all(array)))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("overlapping.h5")
          .hasMessageContaining("lead over more than 10000");
    }
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(files.open()).isZero();
  }

  @Test
  void anAuditTellsAFileThatWasCut() throws IOException {
    for (String name : List.of("edges.h5", "user_block.h5", "matrix_earliest.h5")) {
      byte[] sound = Files.readAllBytes(Path.of(Hdf5Samples.uri(name)));
      MemoryFiles whole = new MemoryFiles(Map.of(name, sound));
      List<ArrayInfo> found = new Hdf5Reader().list(name, Location.file(name), whole);
      String dataset = found.get(0).path();
      try (ArrayAsset array = Hdf5Samples.open(whole, name, dataset)) {
        array.audit();
      }
      byte[] cut = Arrays.copyOf(sound, sound.length - 1);
      try (ArrayAsset array = Hdf5Samples.open(new MemoryFiles(Map.of(name, cut)), name, dataset)) {
        AssetException e = catchThrowableOfType(AssetException.class, array::audit);
        assertThat(e.status()).isEqualTo(AssetStatus.TRUNCATED);
        assertThat(e)
            .hasMessageContaining("Cannot read the end of HDF5 file")
            .hasMessageContaining(cut.length + " bytes of " + sound.length);
      }
    }
    String swmr = Hdf5Samples.uri("swmr.h5");
    String dataset = new Hdf5Reader().list(swmr, Location.file(swmr), files).get(0).path();
    try (ArrayAsset array = Hdf5Samples.open(files, swmr, dataset)) {
      array.audit();
    }
  }
}
