package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.WarehouseVacuum;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conversion dies before changes of the warehouse's files: before a few of each kind, in the
 * longer run before every one.
 */
class KilledAtEachStepIT {
  private static final String IMPLEMENTATION = "fs.file.impl";
  private static final String UNCACHED = "fs.file.impl.disable.cache";
  private static final int FAR = 1_000_000;
  private final SparkSession spark = LocalSpark.quick();
  @TempDir Path folder;

  private Path source() {
    return folder.resolve("source");
  }

  private ConversionReport convert(Path target) throws IOException {
    return new ArchiveConverter(spark)
        .convert(new ConvertRequest(source().toString(), target.toString()));
  }

  private void mortal(boolean is) {
    if (is) {
      spark.conf().set(IMPLEMENTATION, DyingFileSystem.class.getName());
      spark.conf().set(UNCACHED, "true");
    } else {
      spark.conf().unset(IMPLEMENTATION);
      spark.conf().unset(UNCACHED);
    }
  }

  @AfterEach
  void backToFilesThatLive() {
    mortal(false);
  }

  /** The first step of each kind at each place, but not where folders are made. */
  private static List<Integer> someOf(List<String> steps, Path target) {
    List<Integer> chosen = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    for (int i = 0; i < steps.size(); i++) {
      String inside = steps.get(i).replace(target + "/", "");
      String place =
          inside.replaceFirst(" (?!_bluesky).*", " table").replaceFirst("_bluesky/(\\w+).*", "$1");
      if (!place.startsWith("mkdirs") && kinds.add(place)) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private void dieAt(BiFunction<List<String>, Path, List<Integer>> choice, Path before, Path calm)
      throws IOException {
    Map<String, Long> first =
        Files.exists(before) ? WarehouseContent.documents(spark, before.toString()) : Map.of();
    Map<String, Long> last = WarehouseContent.documents(spark, calm.toString());
    Path rehearsal = copy(before, "rehearsal");
    mortal(true);
    DyingFileSystem.allow(FAR);
    convert(rehearsal);
    mortal(false);
    List<Integer> chosen = choice.apply(DyingFileSystem.done(), rehearsal);
    assertThat(chosen).hasSizeGreaterThan(4);
    for (int step : chosen) {
      Path target = copy(before, "killed-" + step);
      mortal(true);
      DyingFileSystem.allow(step);
      assertThatThrownBy(() -> convert(target)).hasStackTraceContaining("killed before");
      mortal(false);
      if (Files.exists(target.resolve("_bluesky/commits/00000001.json"))) {
        assertThat(WarehouseContent.documents(spark, target.toString())).isIn(first, last);
      } else {
        assertThat(first).isEmpty();
      }
      convert(target);
      assertThat(WarehouseContent.of(spark, target)).isEqualTo(WarehouseContent.of(spark, calm));
      VerifyRequest verify = new VerifyRequest(target.toString(), List.of(), Map.of());
      assertThat(new WarehouseVerifier(spark, verify).verify().examples()).isEmpty();
      assertThat(convert(target).outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(target.resolve("_bluesky/staging")).doesNotExist();
      FileUtils.deleteDirectory(target.toFile());
    }
  }

  private static List<Integer> each(List<String> steps, Path target) {
    return IntStream.range(0, steps.size()).boxed().toList();
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    if (Files.exists(from)) {
      FileUtils.copyDirectory(from.toFile(), to.toFile());
    }
    return to;
  }

  private Path grown() throws IOException {
    MadeRuns.write(source(), 0, 2);
    Path before = folder.resolve("before");
    convert(before);
    Path longer = source().resolve(MadeRuns.uid(1) + ".jsonl");
    Files.writeString(longer, Files.readString(longer) + MadeRuns.event(1, 9) + "\n");
    return before;
  }

  private Path calm(Path before) throws IOException {
    Path calm = copy(before, "calm");
    convert(calm);
    return calm;
  }

  @Test
  @Tag("slow")
  void aConversionThatReplacesFilesAndKeepsARunIsThereOrNot() throws IOException {
    Path before = grown();
    Files.delete(source().resolve(MadeRuns.uid(0) + ".jsonl"));
    dieAt(KilledAtEachStepIT::someOf, before, calm(before));
  }

  @Test
  @Tag("slow")
  void atEachStepAConversionThatReplacesFilesAndKeepsARunIsThereOrNot() throws IOException {
    Path before = grown();
    Files.delete(source().resolve(MadeRuns.uid(0) + ".jsonl"));
    dieAt(KilledAtEachStepIT::each, before, calm(before));
  }

  @Test
  @Tag("slow")
  void atEachStepAFirstConversionIsThereOrNot() throws IOException {
    MadeRuns.write(source(), 0, 2);
    Path none = folder.resolve("none");
    dieAt(KilledAtEachStepIT::each, none, calm(none));
  }

  @Test
  @Tag("slow")
  void atEachStepAConversionThatAddsFilesIsThereOrNot() throws IOException {
    MadeRuns.write(source(), 0, 1);
    Path before = folder.resolve("before");
    convert(before);
    MadeRuns.write(source(), 1, 2);
    dieAt(KilledAtEachStepIT::each, before, calm(before));
  }

  /** Before, and right after, files of other conversions are staged anew: tasks write those. */
  private static List<Integer> aroundFilesAnew(List<String> steps, Path target) {
    int begun =
        IntStream.range(0, steps.size())
            .filter(i -> steps.get(i).endsWith("/_anew"))
            .findFirst()
            .orElseThrow();
    return IntStream.range(begun, begun + 5).boxed().toList();
  }

  @Test
  @Tag("slow")
  void aConversionThatWritesFilesOfOthersAnewIsThereOrNot() throws IOException {
    MadeRuns.write(source(), 0, 1);
    Path first = source().resolve(MadeRuns.uid(0) + ".jsonl");
    String integers = Files.readString(first).replace("\"number\"", "\"integer\"");
    Files.writeString(first, integers.replace(".5}, \"timestamps\"", "}, \"timestamps\""));
    Path before = folder.resolve("before");
    convert(before);
    MadeRuns.write(source(), 1, 2);
    dieAt(KilledAtEachStepIT::aroundFilesAnew, before, calm(before));
  }

  @Test
  @Tag("slow")
  void vacuumRemovesWhatADeadConversionLeft() throws IOException {
    Path target = grown();
    mortal(true);
    DyingFileSystem.allow(FAR);
    convert(copy(target, "rehearsal"));
    int steps = DyingFileSystem.done().size();
    DyingFileSystem.allow(steps * 2 / 3);
    assertThatThrownBy(() -> convert(target)).hasStackTraceContaining("killed before");
    mortal(false);
    WarehouseVacuum vacuum = WarehouseVacuum.of(new Configuration(), target.toString());
    assertThat(vacuum.remove(Instant.now().plusSeconds(60))).isNotEmpty();
    assertThat(vacuum.orphans(Instant.now().plusSeconds(60))).isEmpty();
    VerifyRequest verify = new VerifyRequest(target.toString(), List.of(), Map.of());
    assertThat(new WarehouseVerifier(spark, verify).verify().examples()).isEmpty();
  }
}
