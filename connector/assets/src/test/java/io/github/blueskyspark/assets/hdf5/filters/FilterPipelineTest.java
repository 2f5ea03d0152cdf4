package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.Datatype.NumberLayout;
import io.github.blueskyspark.assets.hdf5.format.FilterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shuffle, deflate and Fletcher-32 over {@code uint16} 0 to 7, as h5py wrote them. */
class FilterPipelineTest {
  private static final String STORED = "785e6360646266616563678002000144001dc776e61c";
  private static final String PLAIN = "00000100020003000400050006000700";
  private static final List<FilterSpec> THREE =
      List.of(
          new FilterSpec(2, List.of(2)),
          new FilterSpec(1, List.of(4)),
          new FilterSpec(3, List.of()));

  @Test
  void filtersAreUndoneFromTheLastToTheFirst() throws DamagedChunkException {
    assertThat(decode(THREE, STORED, 0)).isEqualTo(PLAIN);
  }

  @Test
  void aFilterThatTheMaskNamesIsLeftOut() throws DamagedChunkException {
    assertThat(decode(THREE, PLAIN, 7)).isEqualTo(PLAIN);
    assertThat(decode(THREE, "00010203040506070000000000000000", 6)).isEqualTo(PLAIN);
  }

  @Test
  void onlyAMaskOfAllFiltersIsNoWork() {
    try (FilterPipeline pipeline = pipeline(THREE)) {
      assertThat(pipeline.isIdentity(7)).isTrue();
      assertThat(pipeline.isIdentity(3)).isFalse();
      assertThat(pipeline.isIdentity(0)).isFalse();
    }
  }

  @Test
  void anUnknownFilterIsNoErrorBeforeAChunkNeedsIt() throws DamagedChunkException {
    List<FilterSpec> unknown = List.of(new FilterSpec(4711, List.of()));
    assertThat(decode(unknown, PLAIN, 1)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> decode(unknown, PLAIN, 0))
        .isInstanceOf(UnsupportedFilterException.class)
        .hasMessageContaining("4711");
  }

  @Test
  void aChunkOfTheWrongLengthSaysBothLengths() {
    assertThatThrownBy(() -> decode(List.of(), "0000", 0))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("the chunk has 2 bytes, 16 are due");
  }

  @Test
  void aFilterThatGivesTooLittleIsNamed() {
    List<FilterSpec> lzf = List.of(new FilterSpec(32000, List.of()));
    assertThatThrownBy(() -> decode(lzf, "0001", 0))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("filter 32000 (lzf) gives 1 bytes, 16 are due");
  }

  @Test
  void onePipelineServesManyChunks() throws DamagedChunkException {
    try (FilterPipeline pipeline = pipeline(THREE)) {
      assertThat(decode(pipeline, STORED, 0)).isEqualTo(PLAIN);
      assertThat(decode(pipeline, PLAIN, 7)).isEqualTo(PLAIN);
      assertThat(decode(pipeline, STORED, 0)).isEqualTo(PLAIN);
    }
  }

  private static FilterPipeline pipeline(List<FilterSpec> specs) {
    NumberLayout bits = new NumberLayout(0, 16, new int[2], new int[2], 0);
    Datatype type =
        new Datatype(Datatype.Kind.INTEGER, 2, 0, bits, List.of(), List.of(), List.of());
    return FilterPipeline.of(specs, type.size(), 16, Blocks.WHERE);
  }

  private static String decode(List<FilterSpec> specs, String hex, int mask)
      throws DamagedChunkException {
    try (FilterPipeline pipeline = pipeline(specs)) {
      return decode(pipeline, hex, mask);
    }
  }

  private static String decode(FilterPipeline pipeline, String hex, int mask)
      throws DamagedChunkException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    System.arraycopy(bytes, 0, pipeline.stored().resize(bytes.length), 0, bytes.length);
    Block plain = pipeline.decode(mask);
    return HexFormat.of().formatHex(Arrays.copyOf(plain.bytes(), plain.length()));
  }
}
