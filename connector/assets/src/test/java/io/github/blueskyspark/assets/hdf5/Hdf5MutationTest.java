package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Damaged files give an AssetException, never another one, never a hang. {@code -Dmutations=100000}
 * for the long run, {@code -Dmutations.seed} for another one.
 */
class Hdf5MutationTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 2000);
  private static final long SEED = Long.getLong("mutations.seed", 20240305);
  private static final long[] LIES = {
    -1, -2, Long.MAX_VALUE, Long.MIN_VALUE, 0, 1, 0xFFFFFFFFL, 0x7FFFFFFFL, 1L << 40, 0xFFFF, 255
  };
  private static final List<String> NAMES =
      List.of(
          "kinds_earliest.h5",
          "kinds_latest.h5",
          "user_block.h5",
          "edges.h5",
          "vds_v110.h5",
          "vds_latest.h5",
          "source_v110_1.h5",
          "source_latest_1.h5",
          "links_earliest.h5",
          "links_latest.h5",
          "indexes_latest.h5",
          "filters.h5",
          "zfp.h5",
          "matrix_earliest.h5");

  private final Map<String, byte[]> sound = new HashMap<>();
  private final Map<String, List<String>> datasets = new HashMap<>();

  @Test
  void mutatedFilesGiveAssetExceptionsOnly() throws IOException {
    for (Map.Entry<String, JsonNode> file : Hdf5Samples.truth().properties()) {
      String name = file.getKey();
      sound.put(name, Files.readAllBytes(Path.of(Hdf5Samples.uri(name))));
      List<String> paths = new ArrayList<>();
      file.getValue().properties().forEach(d -> paths.add(d.getKey()));
      datasets.put(name, paths);
    }
    List<String> failures = new ArrayList<>();
    long slowest = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Random random = new Random(SEED + i);
      String name = NAMES.get(i % NAMES.size());
      Map<String, byte[]> files = new HashMap<>(sound);
      files.put(name, mutated(sound.get(name), random));
      MemoryFiles memory = new MemoryFiles(files);
      long start = System.nanoTime();
      try {
        use(memory, name, random);
      } catch (RuntimeException | IOException | Error e) {
        failures.add("mutation " + (SEED + i) + " of " + name + ": " + e + at(e));
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
      if (memory.open() != 0) {
        failures.add("mutation " + (SEED + i) + " of " + name + " leaves files open");
      }
    }
    assertThat(failures.subList(0, Math.min(20, failures.size()))).isEmpty();
    assertThat(slowest / 1_000_000).as("milliseconds of the slowest").isLessThan(5000);
  }

  private static String at(Throwable e) {
    return Arrays.stream(e.getStackTrace()).limit(6).toList().toString();
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int kind = random.nextInt(6);
    if (kind == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    // Most of the structures are near the start.
    int range = random.nextBoolean() ? Math.min(bytes.length, 4096) : bytes.length;
    int changes = 1 + random.nextInt(kind == 1 ? 40 : 3);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(range);
      if (kind <= 2) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      } else if (kind == 3) {
        bytes[at] = (byte) random.nextInt(256);
      } else if (kind == 4) {
        int width = 1 << random.nextInt(4);
        long lie = LIES[random.nextInt(LIES.length)];
        for (int b = 0; b < width && (at & -width) + b < bytes.length; b++) {
          bytes[(at & -width) + b] = (byte) (lie >>> (8 * b));
        }
      } else {
        int from = random.nextInt(bytes.length);
        int n = Math.min(1 + random.nextInt(64), bytes.length - Math.max(at, from));
        System.arraycopy(sound, from, bytes, at, n);
      }
    }
    return bytes;
  }

  private void use(MemoryFiles files, String name, Random random) throws IOException {
    TreeSet<String> paths = new TreeSet<>();
    try {
      List<ArrayInfo> found = new Hdf5Reader().list(name, Location.file(name), files);
      found.forEach(info -> paths.add(info.path()));
    } catch (AssetException e) {
      assertThat(e).hasMessageContaining(name);
    }
    List<String> known = datasets.get(name);
    for (int i = 0; i < 10; i++) {
      paths.add(known.get(random.nextInt(known.size())));
    }
    paths.stream().skip(Math.max(0, paths.size() - 20)).forEach(path -> read(files, name, path));
  }

  private static void read(MemoryFiles files, String name, String path) {
    try (ArrayAsset array = Hdf5Samples.open(files, name, path)) {
      long[] shape = Hdf5Samples.shape(array);
      long[] count = shape.clone();
      for (int a = 0; a < count.length; a++) {
        count[a] = Math.min(count[a], 50);
      }
      Region region = Region.box(new long[count.length], count);
      if (array.info().dtype().kind() == Kind.OBJECT) {
        array.values(region);
      } else {
        array.read(region);
      }
    } catch (AssetException e) {
      assertThat(e).hasMessageContaining(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
