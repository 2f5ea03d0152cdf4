package io.github.blueskyspark.assets.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZarrReaderTest {
  private static final Location WHERE = Location.file("store.zarr");

  private final Map<String, byte[]> contents;

  ZarrReaderTest() throws IOException {
    contents = new HashMap<>(ZarrSamples.files());
  }

  private MemoryFiles files() {
    return new MemoryFiles(contents);
  }

  private void replace(String file, String old, String now) {
    String text = new String(contents.get(file), StandardCharsets.UTF_8).replaceAll("\\s", "");
    assertThat(text).contains(old);
    contents.put(file, text.replace(old, now).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2_group", "v3_group", "v3_consolidated"})
  void arraysInGroupsAreListed(String store) throws IOException {
    List<ArrayInfo> found = new ZarrReader().list(store, WHERE, files());
    assertThat(found).hasSize(1);
    ArrayInfo info = found.get(0);
    assertThat(info.path()).isEqualTo("entry/data");
    assertThat(info.shape()).containsExactly(3L, 2L);
    assertThat(info.chunkShape()).containsExactly(1L, 2L);
    assertThat(info.dtype()).hasToString("<u2");
    assertThat(info.storedBytes()).isPositive();
    assertThat(info.attributes().path("units").asText()).isEqualTo("counts");
    assertThat(new ZarrReader().attributes(store, WHERE, files()).path("name").asText())
        .isEqualTo("beam");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2_group", "v3_group"})
  void aMemberOfAGroupIsNamedByTheParameterDataset(String store) throws IOException {
    try (ArrayAsset array = ZarrSamples.open(files(), store + "/", "/entry/data")) {
      assertThat(ZarrSamples.little(array, Region.all(new long[] {3, 2})))
          .containsExactly(7, 0, 7, 0, 7, 0, 7, 0, 7, 0, 7, 0);
    }
  }

  @Test
  void aGroupAloneIsRefusedWithItsMembers() {
    assertThatThrownBy(() -> ZarrSamples.open(files(), "v3_consolidated", ""))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("it is a group of [entry/data]");
  }

  @Test
  void aDirectoryThatIsNoStoreIsMissing() {
    assertThatThrownBy(() -> ZarrSamples.open(files(), "nothing.zarr", ""))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("neither 'zarr.json' nor '.zarray'");
  }

  @Test
  void aRegionBeyondTheArrayNamesItsShape() throws IOException {
    try (ArrayAsset array = ZarrSamples.open(files(), "v2/none", "")) {
      Region beyond = Region.box(new long[] {5, 0, 0}, new long[] {1, 4, 3});
      assertThatThrownBy(() -> array.read(beyond)).hasMessageContaining("[5, 4, 3]");
    }
  }

  @Test
  void aDamagedChunkIsNamed() throws IOException {
    contents.put("v2/gzip/2.1.0", new byte[] {1, 2, 3});
    try (ArrayAsset array = ZarrSamples.open(files(), "v2/gzip", "")) {
      assertThatThrownBy(() -> array.read(Region.all(new long[] {5, 4, 3})))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("v2/gzip:2.1.0")
          .hasMessageContaining("gzip");
    }
  }

  @Test
  void aWrongChecksumIsNoticed() throws IOException {
    byte[] chunk = contents.get("v2/crc32/0.0.0").clone();
    chunk[5] ^= 1;
    contents.put("v2/crc32/0.0.0", chunk);
    try (ArrayAsset array = ZarrSamples.open(files(), "v2/crc32", "")) {
      assertThatThrownBy(() -> array.read(Region.all(new long[] {5, 4, 3})))
          .hasMessageContaining("checksum crc32");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"gzip\" | \"id\":\"wavpack\" | codec 'wavpack', which is not read",
        "\"chunks\":[2,3,2] | \"chunks\":[2,3] | has chunks of [2, 3]",
        "\"chunks\":[2,3,2] | \"chunks\":[0,3,2] | has chunks of [0, 3, 2]",
        "\"chunks\":[2,3,2] | \"chunks\":[99999,99999,2] | takes 159996800016 bytes",
        "\"shape\":[5,4,3] | \"shape\":[5,-4,3] | 'shape' is [5,-4,3]",
        "\"shape\":[5,4,3] | \"shape\":\"5\" | 'shape' is \"5\"",
        "\"dtype\":\"<i8\" | \"dtype\":\"O8\" | dtype \"O8\" is not read",
        "\"dtype\":\"<i8\" | \"dtype\":\"<i9\" | dtype \"<i9\" is not read",
        "\"order\":\"C\" | \"order\":\"A\" | order is 'A'",
        "\"fill_value\":0 | \"fill_value\":\"x\" | fill_value \"x\" is no <i8",
        "\"zarr_format\":2 | \"zarr_format\":4 | zarr_format is 4",
        "\"zarr_format\":2 | \"zarr_format\":2,\"zarr_format\":2 | it is no JSON"
      })
  void wrongMetadataOfVersionTwoIsNamed(String old, String now, String found) {
    replace("v2/gzip/.zarray", old, now);
    assertThatThrownBy(() -> ZarrSamples.open(files(), "v2/gzip", ""))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":\"regular\" | \"name\":\"rectilinear\" | chunk_grid is",
        "\"name\":\"default\" | \"name\":\"tree\" | chunk_key_encoding is",
        "\"data_type\":\"uint16\" | \"data_type\":\"int2\" | data_type \"int2\" is not read",
        "\"node_type\":\"array\" | \"node_type\":\"table\" | no array of version 3",
        "\"storage_transformers\":[] | \"storage_transformers\":[{\"name\":\"x\"}] |"
            + " storage_transformers",
        "\"attributes\":{} | \"attributes\":{},\"rotation\":90 | unknown key 'rotation'",
        "\"name\":\"bytes\" | \"name\":\"zip\" | index of shards has codec zip",
        "\"chunk_shape\":[2,3] | \"chunk_shape\":[2,4] | are no whole chunks",
        "\"name\":\"crc32c\" | \"name\":\"zstd\" | the index of shards has codec zstd"
      })
  void wrongMetadataOfVersionThreeIsNamed(String old, String now, String found) {
    replace("v3/shard_end/zarr.json", old, now);
    assertThatThrownBy(() -> ZarrSamples.open(files(), "v3/shard_end", ""))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(found);
  }

  @Test
  void aKeyThatNeedNotBeUnderstoodIsPassedOver() throws IOException {
    replace(
        "v3/none/zarr.json",
        "\"attributes\":{}",
        "\"attributes\":{},\"hint\":{\"must_understand\":false}");
    try (ArrayAsset array = ZarrSamples.open(files(), "v3/none", "")) {
      assertThat(array.info().shape()).containsExactly(5L, 4L, 3L);
    }
  }
}
