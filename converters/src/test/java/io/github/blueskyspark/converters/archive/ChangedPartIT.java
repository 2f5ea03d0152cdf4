package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few files of many have changed: only these are read again, and nothing comes out otherwise. */
class ChangedPartIT {
  private final SparkSession spark = LocalSpark.quick();
  private final Set<String> read = new TreeSet<>();
  @TempDir Path folder;

  private Path source() {
    return folder.resolve("source");
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private Path file(int run) {
    return source().resolve(MadeRuns.uid(run) + ".jsonl");
  }

  private ConversionReport convert(Path target) throws IOException {
    read.clear();
    return new ArchiveConverter(
            spark,
            (paths, options) -> {
              read.addAll(paths);
              return new ArchiveTables(spark, paths, options);
            })
        .convert(new ConvertRequest(source().toString(), target.toString()));
  }

  private ConversionReport convert() throws IOException {
    return convert(warehouse());
  }

  /** Names of the files that were read; the archive itself where all of it was. */
  private Set<String> names() {
    return read.stream()
        .map(p -> Path.of(p.replace("file:", "")).getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> runs(Integer... numbers) {
    return Stream.of(numbers)
        .map(n -> MadeRuns.uid(n) + ".jsonl")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is there is what one conversion of everything gives, and nothing is left to do. */
  private void assertWhole() throws IOException {
    VerifyRequest verify =
        new VerifyRequest(warehouse().toString(), List.of(source().toString()), Map.of());
    assertThat(new WarehouseVerifier(spark, verify).verify().examples()).isEmpty();
    assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);
    Path calm = folder.resolve("calm" + System.nanoTime());
    convert(calm);
    assertThat(WarehouseContent.of(spark, warehouse())).isEqualTo(WarehouseContent.of(spark, calm));
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(warehouse())) {
      return all.filter(f -> f.toString().endsWith(".parquet"))
          .filter(f -> !f.toString().contains("_bluesky"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void unfinished(int run) throws IOException {
    List<String> lines = MadeRuns.lines(run);
    Files.write(file(run), lines.subList(0, lines.size() - 1));
  }

  @Test
  void aLateStopAndANewRunAreReadAloneAndOtherConversionsAreNotTouched() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    Set<Path> first = files();
    MadeRuns.write(source(), 2, 4);
    unfinished(3);
    convert();
    assertThat(names()).isEqualTo(runs(2, 3));
    MadeRuns.write(source(), 3, 5);
    ConversionReport report = convert();
    assertThat(names()).isEqualTo(runs(3, 4));
    assertThat(report.runs()).isEqualTo(3);
    assertThat(report.sources()).isEqualTo(2);
    assertThat(report.kept()).isZero();
    assertThat(files()).containsAll(first);
    assertWhole();
  }

  @Test
  @Tag("slow")
  void aRunThatGoesOnInAnotherFileIsReadWithIt() throws IOException {
    MadeRuns.write(source(), 0, 2);
    List<String> lines = MadeRuns.lines(2);
    Path begin = Files.write(source().resolve("begin.jsonl"), lines.subList(0, 4));
    Path end = Files.write(source().resolve("end.jsonl"), lines.subList(4, 6));
    convert();
    Files.write(end, lines.subList(4, 7));
    convert();
    assertThat(names()).contains("source");
    assertWhole();
    lines.add(4, MadeRuns.event(2, 9));
    Files.write(begin, lines.subList(0, 5));
    convert();
    assertThat(names()).contains("source");
    assertWhole();
  }

  @Test
  @Tag("slow")
  void rejectedInputOfFilesThatAreNotReadStays() throws IOException {
    MadeRuns.write(source(), 0, 3);
    Files.writeString(file(1), Files.readString(file(1)) + "[\"event\", {\"uid\"\n");
    convert();
    Files.writeString(file(0), Files.readString(file(0)) + MadeRuns.event(0, 9) + "\n");
    assertThat(convert().quarantined()).isEqualTo(1);
    assertThat(names()).isEqualTo(runs(0));
    assertWhole();
  }

  @Test
  @Tag("slow")
  void whereADocumentIsMissingAllIsReadAgain() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    List<String> lines = MadeRuns.lines(0);
    lines.remove(3);
    Files.write(file(0), lines);
    convert();
    assertThat(names()).contains("source");
    assertWhole();
  }

  @Test
  void aStartThatComesAfterItsEventsIsReadWithThem() throws IOException {
    MadeRuns.write(source(), 0, 1);
    List<String> lines = MadeRuns.lines(1);
    Files.write(source().resolve("events.jsonl"), lines.subList(1, lines.size()));
    convert();
    Files.write(source().resolve("start.jsonl"), lines.subList(0, 1));
    convert();
    assertThat(names()).contains("source");
    assertWhole();
  }

  @Test
  @Tag("slow")
  void aDescriptorThatComesAfterItsEventsIsReadWithThem() throws IOException {
    MadeRuns.write(source(), 0, 1);
    List<String> lines = MadeRuns.lines(1);
    Files.write(source().resolve("events.jsonl"), lines.subList(2, 2 + MadeRuns.EVENTS));
    convert();
    Files.write(source().resolve("start.jsonl"), lines.subList(0, 2));
    convert();
    assertThat(names()).contains("source");
    assertWhole();
  }

  @Test
  @Tag("slow")
  void aRunThatIsAlsoInAFileThatIsNotReadIsReadWithIt() throws IOException {
    MadeRuns.write(source(), 0, 2);
    Path copy = Files.copy(file(0), source().resolve("copy.jsonl"));
    convert();
    Files.writeString(copy, Files.readString(copy) + " \n");
    convert();
    assertThat(names()).contains("source");
    assertWhole();
  }

  @Test
  @Tag("slow")
  void aNewCopyOfARunInAFileThatIsNotReadIsReadWithIt() throws IOException {
    MadeRuns.write(source(), 0, 3);
    convert();
    Files.copy(file(0), source().resolve("copy.jsonl"));
    Files.writeString(file(2), Files.readString(file(2)) + " \n");
    convert();
    assertThat(names()).contains("source");
    assertWhole();
  }

  @Test
  @Tag("slow")
  void arraysBesideTheDocumentsAreStillAllowed() throws IOException {
    MadeRuns.write(source().resolve("documents"), 0, 1);
    convert();
    MadeRuns.write(source().resolve("documents"), 1, 2);
    StringBuilder roots = new StringBuilder();
    new ArchiveConverter(
            spark,
            (paths, options) -> {
              options.forEach((k, v) -> roots.append(k).append('=').append(v).append('\n'));
              return new ArchiveTables(spark, paths, options);
            })
        .convert(new ConvertRequest(source().toString(), warehouse().toString()));
    assertThat(roots.toString()).contains("allowedRoots=file:" + source());
  }
}
