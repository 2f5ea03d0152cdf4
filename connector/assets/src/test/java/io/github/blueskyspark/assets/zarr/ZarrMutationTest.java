package io.github.blueskyspark.assets.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged stores give an AssetException, never another one, never a hang. {@code
 * -Dmutations=100000} for the long run, {@code -Dmutations.seed} for another one.
 */
class ZarrMutationTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 4000);
  private static final long SEED = Long.getLong("mutations.seed", 20240305);

  @Test
  void mutatedStoresGiveAssetExceptionsOnly() throws IOException {
    Map<String, byte[]> sound = ZarrSamples.files();
    List<String> names = new ArrayList<>(sound.keySet());
    names.sort(null);
    List<String> arrays = new ArrayList<>();
    ZarrSamples.truth().properties().forEach(e -> arrays.add(e.getKey()));
    List<String> failures = new ArrayList<>();
    long slowest = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Random random = new Random(SEED + i);
      String array = arrays.get(i % arrays.size());
      List<String> own = names.stream().filter(n -> n.startsWith(array + "/")).toList();
      List<String> metadata =
          own.stream().filter(n -> n.endsWith("json") || n.endsWith(".zarray")).toList();
      List<String> from = random.nextBoolean() ? metadata : own;
      String name = from.get(random.nextInt(from.size()));
      Map<String, byte[]> contents = new HashMap<>(sound);
      contents.put(name, mutated(sound.get(name), random));
      MemoryFiles files = new MemoryFiles(contents);
      long start = System.nanoTime();
      try {
        read(files, array);
        new ZarrReader().list(array, Location.file(array), files);
      } catch (AssetException e) {
        if (!e.getMessage().contains(array)) {
          failures.add("mutation " + (SEED + i) + " of " + name + ": " + e.getMessage());
        }
      } catch (RuntimeException | IOException | Error e) {
        String at = Arrays.stream(e.getStackTrace()).limit(6).toList().toString();
        failures.add("mutation " + (SEED + i) + " of " + name + ": " + e + at);
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
      if (files.open() != 0) {
        failures.add("mutation " + (SEED + i) + " of " + name + " leaves files open");
      }
    }
    assertThat(failures.subList(0, Math.min(20, failures.size()))).isEmpty();
    assertThat(slowest / 1_000_000).as("milliseconds of the slowest").isLessThan(5000);
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    if (bytes.length == 0 || random.nextInt(6) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    int changes = 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 2);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(bytes.length);
      boolean isText = bytes[at] >= '0' && bytes[at] <= '9';
      bytes[at] = (byte) (isText ? '0' + random.nextInt(10) : bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private static void read(MemoryFiles files, String name) throws IOException {
    try (ArrayAsset array = ZarrSamples.open(files, name, "")) {
      long[] shape = ZarrSamples.shape(array);
      long[] count = shape.clone();
      for (int a = 0; a < count.length; a++) {
        count[a] = Math.min(count[a], 20);
      }
      Region region = Region.box(new long[count.length], count);
      if (array.info().dtype().kind() == Kind.OBJECT) {
        array.values(region);
      } else {
        array.read(region);
      }
    }
  }
}
