package io.github.blueskyspark.assets.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawReaderTest {
  private static ArrayAsset open(MemoryFiles files, String dtype, Long... shape)
      throws IOException {
    return new RawReader()
        .open(
            new AssetRequest(
                "frames.raw",
                "application/octet-stream",
                JsonNodeFactory.instance.objectNode(),
                DTypes.parse(dtype),
                List.of(shape),
                0,
                Location.run("9f3c")),
            files);
  }

  private static final MemoryFiles TWELVE =
      new MemoryFiles(Map.of("frames.raw", new byte[] {1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0}));

  @Test
  void wholeRowsOfWhatIsDeclaredAreThatArray() throws IOException {
    try (ArrayAsset array = open(TWELVE, "<u2", 1L, 3L)) {
      assertThat(array.info().shape()).containsExactly(2L, 1L, 3L);
      Region second = Region.box(new long[] {1, 0, 0}, new long[] {1, 1, 3});
      assertThat(array.read(second).getShort(2)).isEqualTo((short) 5);
    }
    assertThat(TWELVE.open()).isZero();
  }

  @Test
  void anythingElseIsOneRowOfBytes() throws IOException {
    try (ArrayAsset array = open(TWELVE, "<f8", 1L)) {
      assertThat(array.info().shape()).containsExactly(1L, 12L);
      assertThat(array.info().dtype()).hasToString("|u1");
    }
    try (ArrayAsset array = open(TWELVE, "<u2", -1L)) {
      assertThat(array.info().shape()).containsExactly(1L, 12L);
    }
  }
}
