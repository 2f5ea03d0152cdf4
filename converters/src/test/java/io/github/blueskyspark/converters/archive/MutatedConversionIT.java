package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Archives whose documents say strange things are converted, grow, and are what their source is:
 * whatever cannot be in a table is in quarantine, and nothing fails the balance.
 *
 * <p>{@code -Dmutations.conversions=200 -Dmutations.seed=1} does more of them.
 */
class MutatedConversionIT {
  private static final int COUNT = Integer.getInteger("mutations.conversions", 2);
  private static final long SEED = Long.getLong("mutations.seed", 20240305);
  private static final Map<String, String> TOLERANT = Map.of("mode", "PERMISSIVE");

  private final SparkSession spark = LocalSpark.quick();
  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + COUNT);
  }

  private static List<Path> samples(Random random) throws IOException {
    try (Stream<Path> files = Files.list(LocalSpark.samples().resolve("documents/archive"))) {
      List<Path> all = new ArrayList<>(files.sorted().toList());
      Collections.shuffle(all, random);
      return all.subList(0, 5);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyArchiveIsConvertedWhole(long seed) throws IOException {
    Random random = new Random(seed);
    DocumentMutations mutations = new DocumentMutations(seed);
    Path source = Files.createDirectory(folder.resolve("source"));
    Path warehouse = folder.resolve("warehouse");
    List<Path> files = samples(random);
    List<List<String>> later = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = mutations.of(Files.readAllLines(file));
      int now = random.nextInt(3) == 0 ? random.nextInt(lines.size()) : lines.size();
      later.add(lines);
      Files.write(source.resolve(file.getFileName()), lines.subList(0, now));
    }
    convert(source, warehouse, seed);
    for (int i : IntStream.range(0, files.size()).toArray()) {
      Files.write(source.resolve(files.get(i).getFileName()), later.get(i));
    }
    convert(source, warehouse, seed);
    assertThat(
            new WarehouseVerifier(
                    spark,
                    new VerifyRequest(warehouse.toString(), List.of(source.toString()), TOLERANT))
                .verify()
                .examples())
        .as("seed " + seed)
        .isEmpty();
  }

  private void convert(Path source, Path warehouse, long seed) {
    ConvertRequest request =
        new ConvertRequest(
            List.of(source.toString()),
            warehouse.toString(),
            TOLERANT,
            Optional.empty(),
            Frames.REFERENCED);
    assertThatCode(() -> new ArchiveConverter(spark).convert(request))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }
}
