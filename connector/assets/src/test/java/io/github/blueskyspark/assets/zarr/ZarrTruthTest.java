package io.github.blueskyspark.assets.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every test store against what zarr-python reads from it. */
class ZarrTruthTest {
  @TestFactory
  Stream<DynamicTest> everyArrayIsAsZarrPythonReadsIt() throws IOException {
    MemoryFiles files = new MemoryFiles(ZarrSamples.files());
    return ZarrSamples.truth().properties().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(files, e)));
  }

  private static void check(MemoryFiles files, Map.Entry<String, JsonNode> array)
      throws IOException {
    JsonNode said = array.getValue();
    try (ArrayAsset open = ZarrSamples.open(files, array.getKey(), "")) {
      assertThat(open.info().shape()).isEqualTo(longs(said.get("shape")));
      assertThat(open.info().chunkShape()).isEqualTo(longs(said.get("chunk")));
      Region all = Region.all(ZarrSamples.shape(open));
      if (said.has("values")) {
        List<Object> texts = new ArrayList<>();
        said.get("values").forEach(v -> texts.add(v.asText()));
        assertThat(open.values(all)).isEqualTo(texts);
        return;
      }
      assertThat(open.info().dtype().littleEndian()).hasToString(said.get("dtype").asText());
      byte[] whole = ZarrSamples.little(open, all);
      assertThat(sha256(whole)).isEqualTo(said.get("sha256").asText());
      checkSteps(open, whole);
    }
    assertThat(files.open()).isZero();
  }

  /** Every second row from the second on is in the whole where it should be. */
  private static void checkSteps(ArrayAsset open, byte[] whole) throws IOException {
    long[] shape = ZarrSamples.shape(open);
    if (shape.length == 0 || shape[0] < 3) {
      return;
    }
    long[] start = new long[shape.length];
    long[] step = new long[shape.length];
    long[] count = shape.clone();
    Arrays.fill(step, 1);
    start[0] = 1;
    step[0] = 2;
    count[0] = (shape[0] - 1 + 1) / 2;
    byte[] some = ZarrSamples.little(open, Region.stepped(start, count, step));
    int row = whole.length / (int) shape[0];
    for (int i = 0; i < count[0]; i++) {
      byte[] expected = Arrays.copyOfRange(whole, (2 * i + 1) * row, (2 * i + 2) * row);
      assertThat(Arrays.copyOfRange(some, i * row, (i + 1) * row)).isEqualTo(expected);
    }
  }

  private static List<Long> longs(JsonNode list) {
    List<Long> all = new ArrayList<>();
    list.forEach(n -> all.add(n.asLong()));
    return all;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eachChunkIsDecodedOnceWhenFramesAreReadInOrder() throws IOException {
    MemoryFiles files = new MemoryFiles(ZarrSamples.files());
    try (ArrayAsset open = ZarrSamples.open(files, "v2/gzip", "")) {
      long[] shape = ZarrSamples.shape(open);
      for (long i = 0; i < shape[0]; i++) {
        open.read(Region.box(new long[] {i, 0, 0}, new long[] {1, shape[1], shape[2]}));
      }
    }
    assertThat(files.metrics().get(io.github.blueskyspark.spi.ReadMetrics.Counter.CHUNKS_DECODED))
        .isEqualTo(3 * 2 * 2);
  }
}
