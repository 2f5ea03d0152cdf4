package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filter pipeline messages, byte for byte as the format specification lays them out. */
class FilterSpecTest {
  @Test
  void versionOnePadsNamesAndValuesToEightBytes() {
    Cursor c =
        HexFile.cursor(
            "0102000000000000"
                + ("0200080001000100" + "73687566666c6500" + "04000000" + "00000000")
                + ("0100080001000100" + "6465666c61746500" + "06000000" + "00000000"));
    assertThat(FilterSpec.parse(c))
        .containsExactly(new FilterSpec(2, List.of(4)), new FilterSpec(1, List.of(6)));
    assertThat(c.remaining()).isZero();
  }

  @Test
  void versionTwoNamesOnlyRegisteredFilters() {
    Cursor c =
        HexFile.cursor(
            "0202" + "030000000000" + ("007d0400010002006c7a6600" + "04000000" + "ffffffff"));
    assertThat(FilterSpec.parse(c))
        .containsExactly(new FilterSpec(3, List.of()), new FilterSpec(32000, List.of(4, -1)));
    assertThat(c.remaining()).isZero();
  }

  @Test
  void tooManyFiltersAndOtherVersionsAreDamage() {
    assertThatThrownBy(() -> FilterSpec.parse(HexFile.cursor("0221")))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("33 filters");
    assertThatThrownBy(() -> FilterSpec.parse(HexFile.cursor("0301")))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("version 3");
  }

  @Test
  void namesAreThoseOfTheRegistry() {
    assertThat(new FilterSpec(32008, List.of()).name()).isEqualTo("bitshuffle");
    assertThat(new FilterSpec(32013, List.of()).name()).isEqualTo("zfp");
    assertThat(new FilterSpec(60000, List.of()).name()).isEqualTo("filter 60000");
  }
}
