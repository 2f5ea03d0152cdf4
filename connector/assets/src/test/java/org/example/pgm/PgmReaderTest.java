package org.example.pgm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgmReaderTest {
  private static final Location WHERE = Location.run("9f3c").stream("primary").key("camera");
  private static final String TYPE = "image/x-portable-graymap";

  private static AssetRequest request(String uri) {
    return new AssetRequest(
        uri, TYPE, JsonNodeFactory.instance.objectNode(), Optional.empty(), List.of(), 0, WHERE);
  }

  @Test
  void oneServicesLineMakesTheFormatKnown() throws IOException {
    AssetReader reader = AssetReaders.load().of(TYPE, WHERE);
    byte[] picture = "P5 3 2 255\nabcdef".getBytes(StandardCharsets.US_ASCII);
    MemoryFiles files = new MemoryFiles(Map.of("a.pgm", picture));
    try (ArrayAsset array = reader.open(request("a.pgm"), files)) {
      assertThat(array.info().shape()).containsExactly(2L, 3L);
      Region right = Region.box(new long[] {0, 1}, new long[] {2, 2});
      assertThat(StandardCharsets.US_ASCII.decode(array.read(right)).toString()).isEqualTo("bcef");
    }
    assertThat(AssetReaders.load().byName("B.PGM")).isPresent();
    assertThat(files.open()).isZero();
  }

  @Test
  void anotherFileIsRefused() {
    MemoryFiles files = new MemoryFiles(Map.of("a.pgm", new byte[100]));
    assertThatThrownBy(() -> new PgmReader().open(request("a.pgm"), files))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("it does not begin with 'P5'");
    assertThat(files.open()).isZero();
  }
}
