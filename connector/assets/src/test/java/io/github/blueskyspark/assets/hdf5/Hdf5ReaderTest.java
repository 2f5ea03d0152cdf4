package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5ReaderTest {
  private static final String LATEST = Hdf5Samples.uri("matrix_latest.h5");
  private final LocalFiles files = LocalFiles.mapped();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(AssetReader.class).stream().map(ServiceLoader.Provider::type))
        .anyMatch(Hdf5Reader.class::equals);
  }

  @Test
  void aContiguousFrameIsAViewOfTheMappedFile() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, LATEST, "/big_i2/contiguous")) {
      ByteBuffer frame = array.read(Region.box(new long[] {2, 0, 0}, new long[] {1, 3, 5}));
      assertThat(frame.isDirect()).isTrue();
      assertThat(frame.isReadOnly()).isTrue();
      assertThat(frame.order()).isEqualTo(java.nio.ByteOrder.BIG_ENDIAN);
      assertThat(frame.remaining()).isEqualTo(30);
    }
  }

  @Test
  void anUnfilteredChunkIsAViewOfTheMappedFile() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, LATEST, "/little_u2/chunked")) {
      assertThat(array.read(Region.box(new long[] {2, 0, 0}, new long[] {1, 3, 5})).isDirect())
          .isTrue();
    }
  }

  @Test
  void chunksThatHoldSeveralRowsAreDecodedOnceWhenRowsAreReadInOrder() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, LATEST, "/little_u2/gzip")) {
      for (long row = 0; row < 4; row++) {
        array.read(Region.box(new long[] {row, 0}, new long[] {1, 6}));
      }
    }
    assertThat(files.metrics().get(Counter.CHUNKS_DECODED)).isEqualTo(4);
    assertThat(files.metrics().get(Counter.FILES_OPENED)).isEqualTo(1);
  }

  @Test
  void chunksBesideTheRegionAreSkippedAndCounted() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, LATEST, "/little_u2/gzip")) {
      array.read(Region.box(new long[] {0, 0}, new long[] {4, 2}));
    }
    assertThat(files.metrics().get(Counter.CHUNKS_DECODED)).isEqualTo(2);
    assertThat(files.metrics().get(Counter.CHUNKS_SKIPPED)).isEqualTo(2);
  }

  @Test
  void steppedRegionsEqualThoseTakenFromTheWhole() throws IOException {
    for (String layout : List.of("contiguous", "chunked", "edges", "btree2", "gzip", "fletcher")) {
      for (String type : List.of("i1", "little_u2", "little_f4", "little_i8", "big_c16", "S5")) {
        try (ArrayAsset array = Hdf5Samples.open(files, LATEST, "/" + type + "/" + layout)) {
          compareRegions(array);
        }
      }
    }
  }

  @Test
  void steppedRegionsOfVirtualDatasetsEqualThoseTakenFromTheWhole() throws IOException {
    for (String uri : List.of("vds_v110.h5", "vds_latest.h5")) {
      String file = Hdf5Samples.uri(uri);
      for (ArrayInfo info : new Hdf5Reader().list(file, Location.file(file), files)) {
        try (ArrayAsset array = Hdf5Samples.open(files, file, info.path())) {
          compareRegions(array);
        }
      }
    }
    assertThat(files.open()).isZero();
  }

  private static void compareRegions(ArrayAsset array) throws IOException {
    long[] shape = Hdf5Samples.shape(array);
    byte[] all = Hdf5Samples.little(array, Region.all(shape));
    int size = array.info().dtype().itemSize();
    for (int variant = 0; variant < 24; variant++) {
      long[] start = new long[shape.length];
      long[] count = new long[shape.length];
      long[] step = new long[shape.length];
      for (int a = 0; a < shape.length; a++) {
        start[a] = (long) (variant + a) % shape[a];
        step[a] = 1L + (variant / 3 + a) % 4;
        count[a] = (shape[a] - 1 - start[a]) / step[a] + 1;
      }
      Region region = Region.stepped(start, count, step);
      assertThat(Hdf5Samples.little(array, region))
          .as(array.info().path() + " " + region)
          .isEqualTo(taken(all, shape, region, size));
    }
  }

  private static byte[] taken(byte[] all, long[] shape, Region region, int size) {
    ByteBuffer out = ByteBuffer.allocate((int) region.size() * size);
    long[] at = new long[shape.length];
    for (long n = 0; n < region.size(); n++) {
      long rest = n;
      for (int a = shape.length - 1; a >= 0; a--) {
        at[a] = region.start(a) + rest % region.count(a) * region.step(a);
        rest /= region.count(a);
      }
      long offset = 0;
      for (int a = 0; a < shape.length; a++) {
        offset = offset * shape[a] + at[a];
      }
      out.put(all, (int) offset * size, size);
    }
    return out.array();
  }

  @Test
  void aRegionBeyondTheDatasetNamesItAndItsShape() throws IOException {
    try (ArrayAsset array = Hdf5Samples.open(files, LATEST, "/little_u2/chunked")) {
      Region beyond = Region.box(new long[] {3, 0, 0}, new long[] {2, 3, 5});
      assertThatThrownBy(() -> array.read(beyond))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("matrix_latest.h5:/little_u2/chunked")
          .hasMessageContaining("[4, 3, 5]")
          .hasMessageContaining("data key 'det'");
    }
  }

  @Test
  void aMissingDatasetNamesWhatTheGroupHolds() {
    assertThatThrownBy(() -> Hdf5Samples.open(files, LATEST, "/little_u2/nothing"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("'/little_u2/nothing'")
        .hasMessageContaining("'chunked'");
    assertThat(files.open()).isZero();
  }

  @Test
  void linksAreFollowedIntoOtherFilesAndCirclesAreErrors() throws IOException {
    String uri = Hdf5Samples.uri("links_latest.h5");
    for (String path : List.of("/soft", "/a/relative", "/a/group/c/data", "/a/b/up/b/c/data")) {
      try (ArrayAsset array = Hdf5Samples.open(files, uri, path)) {
        assertThat(Hdf5Samples.little(array, Hdf5Samples.all(array)))
            .isEqualTo(
                new byte[] {
                  0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0
                });
      }
    }
    try (ArrayAsset array = Hdf5Samples.open(files, uri, "/external");
        ArrayAsset same = Hdf5Samples.open(files, LATEST, "/little_u2/chunked")) {
      assertThat(Hdf5Samples.little(array, Hdf5Samples.all(array)))
          .isEqualTo(Hdf5Samples.little(same, Hdf5Samples.all(same)));
    }
    assertThatThrownBy(() -> Hdf5Samples.open(files, uri, "/loop")).hasMessageContaining("circle");
    assertThatThrownBy(() -> Hdf5Samples.open(files, uri, "/dangling"))
        .hasMessageContaining("'nowhere'");
    assertThat(files.open()).isZero();
  }

  @Test
  void attributesOfEveryKindBecomeJson() throws IOException {
    for (String libver : List.of("earliest", "v110", "latest")) {
      String uri = Hdf5Samples.uri("links_" + libver + ".h5");
      Map<String, ObjectNode> found = new HashMap<>();
      new Hdf5Reader()
          .list(uri, Location.file(uri), files)
          .forEach(info -> found.put(info.path(), info.attributes()));
      JsonNode expected =
          Hdf5Samples.JSON.readTree(
              "{\"text\":\"äöü\",\"bytes\":\"fixed\",\"number\":3,\"big\":18446744073709551615,"
                  + "\"floats\":[[1.5,2.5],[3.5,-4.5]],\"texts\":[\"a\",\"bc\",\"\"],"
                  + "\"flag\":true,\"nothing\":null}");
      assertThat(Hdf5Samples.JSON.readTree(found.get("/attributes").toString()))
          .isEqualTo(expected);
      assertThat(found.get("/many_attributes")).hasSize(40);
      assertThat(found.get("/many_attributes").get("key 39").asDouble()).isEqualTo(58.5);
    }
  }

  @Test
  void anUnsupportedTypeHidesNothingBesideIt() throws IOException {
    String uri = Hdf5Samples.uri("kinds_latest.h5");
    assertThatThrownBy(() -> Hdf5Samples.open(files, uri, "/reference"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("kinds_latest.h5:/reference")
        .hasMessageContaining("'reference'");
    assertThat(new Hdf5Reader().list(uri, Location.file(uri), files))
        .extracting(ArrayInfo::path)
        .contains("/enum", "/compound")
        .doesNotContain("/reference");
  }

  @Test
  void theFirstDatasetOfAreaDetectorIsTheDefault() throws IOException {
    String uri = Hdf5Samples.uri("user_block.h5");
    try (ArrayAsset array = Hdf5Samples.open(files, uri, "")) {
      assertThat(array.info().path()).isEqualTo("/entry/data/data");
    }
  }

  @Test
  void aFileOfAnotherKindIsSaidToBeNoHdf5(@TempDir Path directory) throws IOException {
    Path other = Files.writeString(directory.resolve("other.h5"), "[\"start\", {}]\n".repeat(99));
    assertThatThrownBy(() -> Hdf5Samples.open(files, other.toString(), "/x"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("other.h5")
        .hasMessageContaining("signature is missing");
    assertThat(files.open()).isZero();
  }
}
