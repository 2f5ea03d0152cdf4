package io.github.blueskyspark.assets.hdf5.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.hdf5.format.HexFile;
import org.junit.jupiter.api.Test;

/** Index entries as the format specification lays them out. */
class EntryFormatTest {
  private static final String ADDRESS = "0010000000000000";
  private static final String UNDEFINED = "ffffffffffffffff";

  @Test
  void withoutFiltersAnEntryIsAnAddress() {
    EntryFormat format = new EntryFormat(false, 640, false);
    assertThat(format.bytes(HexFile.file(""))).isEqualTo(8);
    assertThat(format.read(HexFile.cursor(ADDRESS))).isEqualTo(new Chunk(4096, 640, 0));
    assertThat(format.read(HexFile.cursor(UNDEFINED))).isEqualTo(Chunk.NONE);
  }

  @Test
  void withFiltersTheStoredSizeAndTheMaskFollow() {
    // 640 bytes need two; one more is written.
    EntryFormat format = new EntryFormat(true, 640, false);
    assertThat(format.bytes(HexFile.file(""))).isEqualTo(8 + 3 + 4);
    assertThat(format.read(HexFile.cursor(ADDRESS + "2c0100" + "02000000")))
        .isEqualTo(new Chunk(4096, 300, 2));
    assertThat(format.read(HexFile.cursor(UNDEFINED + "000000" + "00000000")))
        .isEqualTo(Chunk.NONE);
  }

  @Test
  void theWidthOfTheSizeGrowsWithTheChunk() {
    assertThat(new EntryFormat(true, 255, false).bytes(HexFile.file(""))).isEqualTo(8 + 2 + 4);
    assertThat(new EntryFormat(true, 256, false).bytes(HexFile.file(""))).isEqualTo(8 + 3 + 4);
    assertThat(new EntryFormat(true, 1L << 62, false).bytes(HexFile.file(""))).isEqualTo(8 + 8 + 4);
  }

  @Test
  void newerLayoutsWriteSizesAsLengths() {
    EntryFormat format = new EntryFormat(true, 10, true);
    assertThat(format.bytes(HexFile.file(""))).isEqualTo(8 + 8 + 4);
    assertThat(format.read(HexFile.cursor(ADDRESS + "0500000000000000" + "ffffffff")))
        .isEqualTo(new Chunk(4096, 5, -1));
  }
}
