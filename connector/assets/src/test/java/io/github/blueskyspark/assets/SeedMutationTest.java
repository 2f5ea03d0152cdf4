package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Seeds.Seed;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damages files below sample-data and the test resources, listing, auditing and reading whatever is
 * in them: an error of ours or an answer, at once, and nothing stays open. {@code
 * -Dmutations=100000} for the long run, {@code -Dmutations.seed} for another one, {@code
 * -Dmutations.seeds} for a further directory of sound files, {@code -Dmutations.format} for one
 * format.
 */
class SeedMutationTest {
  private static final int COUNT = Integer.getInteger("mutations", 1500);
  private static final long SEED = Long.getLong("mutations.seed", 20240305);
  private static final long SLOW = 5_000;
  private static final Location WHERE = Location.run("9f3c").stream("primary").key("det");
  private static final List<String> DIALECTS =
      List.of(
          "{}",
          "{\"skiprows\": 1}",
          "{\"delimiter\": \";\"}",
          "{\"sep\": \"\\t\", \"names\": [\"a\", \"b\"]}",
          "{\"delim_whitespace\": true, \"comment\": \"#\"}",
          "{\"header\": 0, \"usecols\": [0], \"nrows\": 3}");

  private final List<String> failures = new ArrayList<>();
  private int answers;

  @ParameterizedTest
  @CsvSource({
    "hdf5, .h5 .bin",
    "tiff, .tif .tiff .TIF",
    "jpeg, .jpg",
    "npy, .npy",
    "zarr, .zarr",
    "csv, .csv"
  })
  void damagedFilesGiveAnErrorOfOurs(String format, String endings) throws IOException {
    String only = System.getProperty("mutations.format", format);
    List<Seed> seeds = Seeds.of(format, List.of(endings.split(" ")), directories());
    if (!only.equals(format) || seeds.isEmpty()) {
      return;
    }
    AssetReader reader = AssetReaders.load().of(mimetype(format), WHERE);
    Seeds damage = new Seeds();
    for (int i = 0; i < COUNT && failures.size() < 20; i++) {
      Random random = new Random(SEED + i);
      Seed seed = seeds.get(random.nextInt(seeds.size()));
      MemoryFiles files = new MemoryFiles(damage.damaged(seed, random));
      String what = format + " mutation " + (SEED + i) + " of " + seed.from();
      try {
        use(reader, format, seed, files, random);
      } catch (RuntimeException | IOException | Error e) {
        String at = Arrays.stream(e.getStackTrace()).limit(10).toList().toString();
        failures.add(what + ": " + e + at);
      }
      if (files.open() != 0) {
        failures.add(what + " leaves files open");
      }
    }
    assertThat(failures).isEmpty();
    assertThat(answers).as("regions read from %d files", seeds.size()).isPositive();
  }

  @Test
  void checksumsOfStructuresAreFound() throws IOException {
    for (Seed seed : Seeds.of("hdf5", List.of("vds_latest.h5"), directories())) {
      assertThat(new SealedParts(seed.files().get(seed.uri())).size()).isGreaterThan(3);
    }
  }

  private static List<Path> directories() {
    List<Path> directories = new ArrayList<>(List.of(Path.of("src/test/resources")));
    directories.add(Path.of(System.getProperty("bluesky.root"), "sample-data"));
    String more = System.getProperty("mutations.seeds", "");
    if (!more.isEmpty()) {
      directories.add(Path.of(more));
    }
    return directories;
  }

  private static String mimetype(String format) {
    return switch (format) {
      case "hdf5" -> "application/x-hdf5";
      case "zarr" -> "application/x-zarr";
      case "npy" -> "application/x-npy";
      case "csv" -> "text/csv;header=absent";
      default -> "image/" + format;
    };
  }

  private void use(AssetReader reader, String format, Seed seed, MemoryFiles files, Random random)
      throws IOException {
    long before = System.nanoTime();
    Set<String> paths = new HashSet<>();
    for (Map<String, byte[]> some : List.of(seed.files(), Map.<String, byte[]>of())) {
      MemoryFiles from = some.isEmpty() ? files : new MemoryFiles(some);
      try {
        List<ArrayInfo> found = reader.list(seed.uri(), WHERE.asset(seed.uri()), from);
        for (int i = 0; i < Math.min(3, found.size()); i++) {
          paths.add(found.get(random.nextInt(found.size())).path());
        }
      } catch (AssetException e) {
        check(e);
      }
    }
    try {
      reader.attributes(seed.uri(), WHERE.asset(seed.uri()), files);
    } catch (AssetException e) {
      check(e);
    }
    for (String path : paths) {
      try {
        before = quick(before, "listing or " + path);
        read(reader, request(format, seed, path, random), files, random);
        answers++;
      } catch (AssetException e) {
        check(e);
      }
    }
    quick(before, "the last of " + paths);
  }

  private static long quick(long before, String what) {
    long now = System.nanoTime();
    assertThat((now - before) / 1_000_000).as("milliseconds of %s", what).isLessThan(SLOW);
    return now;
  }

  private static void check(AssetException e) {
    assertThat(e.getMessage()).contains(": Cannot ");
  }

  private static AssetRequest request(String format, Seed seed, String path, Random random)
      throws IOException {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (format.equals("csv")) {
      String dialect = DIALECTS.get(random.nextInt(DIALECTS.size()));
      parameters = (ObjectNode) new ObjectMapper().readTree(dialect);
    } else if (!path.isEmpty()) {
      parameters.put("dataset", path);
    }
    return new AssetRequest(
        seed.uri(), mimetype(format), parameters, Optional.empty(), List.of(), 0, WHERE);
  }

  private static void read(
      AssetReader reader, AssetRequest request, MemoryFiles files, Random random)
      throws IOException {
    try (ArrayAsset array = reader.open(request, files)) {
      try {
        array.audit();
      } catch (AssetException e) {
        assertThat(e.getMessage()).contains(": Cannot ");
      }
      array.stored();
      long[] shape = array.info().shape().stream().mapToLong(Long::longValue).toArray();
      long[] start = new long[shape.length];
      long[] count = new long[shape.length];
      for (int a = 0; a < shape.length; a++) {
        count[a] = Math.min(shape[a], 40);
        start[a] = random.nextBoolean() ? 0 : shape[a] - count[a];
      }
      Region region = Region.box(start, count);
      if (array.info().dtype().kind() == Kind.OBJECT) {
        array.values(region);
      } else {
        array.read(region);
      }
    }
  }
}
