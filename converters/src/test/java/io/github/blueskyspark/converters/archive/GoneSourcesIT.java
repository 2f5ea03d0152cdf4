package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources of a warehouse that are no longer there when it is written anew. */
class GoneSourcesIT {
  private final SparkSession spark = LocalSpark.quick();
  @TempDir Path folder;

  private Path source() {
    return folder.resolve("source");
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private ConversionReport convert(Map<String, String> options, Path... sources)
      throws IOException {
    return new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                Stream.of(sources).map(Path::toString).toList(),
                warehouse().toString(),
                options,
                Optional.empty(),
                Frames.REFERENCED));
  }

  private ConversionReport convert() throws IOException {
    return convert(Map.of(), source());
  }

  private Path file(int run) {
    return source().resolve(MadeRuns.uid(run) + ".jsonl");
  }

  private void grow(int run) throws IOException {
    Files.writeString(file(run), Files.readString(file(run)) + MadeRuns.event(run, 9) + "\n");
  }

  private Map<String, List<String>> content() {
    return WarehouseContent.of(spark, warehouse());
  }

  private void assertSame(Map<String, List<String>> before, int run) {
    Map<String, List<String>> after = content();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (table, rows) ->
            assertThat(of(after.get(table), run)).as(table).isEqualTo(of(rows, run)).isNotEmpty());
    assertThat(WarehouseContent.documents(spark, warehouse().toString()))
        .containsEntry(MadeRuns.uid(run), (long) MadeRuns.DOCUMENTS);
  }

  private static List<String> of(List<String> rows, int run) {
    return rows.stream().filter(r -> r.contains(MadeRuns.uid(run))).toList();
  }

  private List<String> differences() throws IOException {
    VerifyRequest verify = new VerifyRequest(warehouse().toString(), List.of(), Map.of());
    return new WarehouseVerifier(spark, verify).verify().examples();
  }

  private Commit last() throws IOException {
    var path = new org.apache.hadoop.fs.Path(warehouse().toString());
    CommitLog log = CommitLog.read(path.getFileSystem(new Configuration()), path);
    return log.entries().get(log.entries().size() - 1);
  }

  @Test
  void runsOfAFileThatHasVanishedStay() throws IOException {
    MadeRuns.write(source(), 0, 3);
    convert();
    Map<String, List<String>> before = content();
    String hash = last().sources().get(1).sha256();
    Files.delete(file(1));
    assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);
    for (int again = 0; again < 2; again++) {
      grow(0);
      ConversionReport report = convert();
      assertThat(report.kept()).isEqualTo(1);
      assertThat(report.runs()).isEqualTo(3);
      assertThat(report.documents()).containsEntry("start", 3L);
      assertSame(before, 1);
      assertSame(before, 2);
      assertThat(last().sources())
          .filteredOn(s -> s.path().endsWith(file(1).getFileName().toString()))
          .singleElement()
          .satisfies(s -> assertThat(s.sha256()).isEqualTo(hash).isNotEmpty());
      assertThat(differences()).isEmpty();
      assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);
    }
  }

  @Test
  @Tag("slow")
  void aFileThatComesBackIsReadAgain() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    Map<String, List<String>> before = content();
    String text = Files.readString(file(1));
    Files.delete(file(1));
    grow(0);
    convert();
    Files.writeString(file(1), text);
    ConversionReport report = convert();
    assertThat(report.kept()).isZero();
    assertSame(before, 1);
  }

  @Test
  @Tag("slow")
  void sourcesThatAreNotNamedThisTimeAreReadAndRemembered() throws IOException {
    MadeRuns.write(source(), 0, 2);
    Path other = MadeRuns.write(folder.resolve("other"), 5, 6);
    convert(Map.of(), source(), other);
    Map<String, List<String>> before = content();
    grow(0);
    assertThat(convert().kept()).isZero();
    assertSame(before, 5);
    Files.delete(other.resolve(MadeRuns.uid(5) + ".jsonl"));
    grow(1);
    assertThat(convert().kept()).isEqualTo(1);
    assertSame(before, 5);
  }

  @Test
  @Tag("slow")
  void runsOfAFileThatWasEmptiedStay() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    Map<String, List<String>> before = content();
    Files.writeString(file(1), "");
    assertThat(convert().kept()).isEqualTo(1);
    assertSame(before, 1);
    assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aRunThatIsCutShortIsAnErrorThatNamesItsFile() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    Map<String, List<String>> before = content();
    Files.write(file(1), MadeRuns.lines(1).subList(0, 4));
    assertThatThrownBy(this::convert)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("run " + MadeRuns.uid(1) + ": Cannot convert the archive: 3 of its")
        .hasMessageContaining(file(1).getFileName() + " has become shorter");
    assertThat(content()).isEqualTo(before);
    Files.delete(file(1));
    grow(0);
    assertThat(convert().kept()).isEqualTo(1);
    assertSame(before, 1);
  }

  @Test
  @Tag("slow")
  void whatIsTakenOutOfTheMiddleOfAFileIsGone() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    List<String> lines = new ArrayList<>(MadeRuns.lines(1));
    lines.remove(3);
    Files.write(file(1), lines);
    convert();
    assertThat(WarehouseContent.documents(spark, warehouse().toString()))
        .containsEntry(MadeRuns.uid(1), MadeRuns.DOCUMENTS - 1L);
  }

  @Test
  @Tag("slow")
  void aCopyThatHasVanishedIsNoLoss() throws IOException {
    MadeRuns.write(source(), 0, 2);
    Files.copy(file(1), source().resolve("copy.jsonl"));
    convert();
    Files.delete(source().resolve("copy.jsonl"));
    grow(0);
    assertThat(convert().kept()).isZero();
    assertThat(WarehouseContent.documents(spark, warehouse().toString()))
        .containsEntry(MadeRuns.uid(1), (long) MadeRuns.DOCUMENTS);
  }

  @Test
  void theEndOfARunThatHasVanishedIsAnErrorThatNamesItsFile() throws IOException {
    MadeRuns.write(source(), 0, 1);
    Files.write(source().resolve("day-1.jsonl"), MadeRuns.lines(1).subList(0, 4));
    Files.write(source().resolve("day-2.jsonl"), MadeRuns.lines(1).subList(4, 7));
    convert();
    Map<String, List<String>> before = content();
    Files.delete(source().resolve("day-2.jsonl"));
    grow(0);
    assertThatThrownBy(this::convert)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("run " + MadeRuns.uid(1) + ": Cannot convert the archive: 3 of its")
        .hasMessageContaining("day-2.jsonl was read then and not now");
    assertThat(content()).isEqualTo(before);
    Files.delete(source().resolve("day-1.jsonl"));
    assertThat(convert().kept()).isEqualTo(1);
    assertSame(before, 1);
  }

  @Test
  @Tag("slow")
  void aRunWhoseBeginningHasVanishedStaysWhole() throws IOException {
    MadeRuns.write(source(), 0, 1);
    Files.write(source().resolve("day-1.jsonl"), MadeRuns.lines(1).subList(0, 4));
    Files.write(source().resolve("day-2.jsonl"), MadeRuns.lines(1).subList(4, 7));
    convert();
    Map<String, List<String>> before = content();
    Files.delete(source().resolve("day-1.jsonl"));
    grow(0);
    ConversionReport report = convert(Map.of(), source());
    assertThat(report.kept()).isEqualTo(1);
    assertThat(report.quarantined()).isEqualTo(3);
    before
        .keySet()
        .forEach(t -> assertThat(of(content().get(t), 1)).isEqualTo(of(before.get(t), 1)));
  }

  @Test
  @Tag("slow")
  void rejectedInputOfAFileThatHasVanishedStays() throws IOException {
    MadeRuns.write(source(), 0, 2);
    Files.writeString(source().resolve("bad one.jsonl"), "[\"start\", {\"uid\"\n");
    assertThat(convert().quarantined()).isEqualTo(1);
    Files.delete(source().resolve("bad one.jsonl"));
    grow(0);
    assertThat(convert().quarantined()).isEqualTo(1);
    grow(0);
    assertThat(convert().quarantined()).isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void runsThatTheSelectionLeavesOutAreNotKept() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert(Map.of("run", "-1"), source());
    MadeRuns.write(source(), 2, 3);
    ConversionReport report = convert(Map.of("run", "-1"), source());
    assertThat(report.kept()).isZero();
  }

  @Test
  void aNewFileThatGoesOnWithAKnownRunIsReadWithIt() throws IOException {
    MadeRuns.write(source(), 0, 1);
    Files.write(source().resolve("day-1.jsonl"), MadeRuns.lines(1).subList(0, 4));
    convert(Map.of("mode", "FAILFAST"), source());
    Files.write(source().resolve("day-2.jsonl"), MadeRuns.lines(1).subList(4, 7));
    ConversionReport report = convert(Map.of("mode", "FAILFAST"), source());
    assertThat(report.runs()).isEqualTo(2);
    assertThat(report.quarantined()).isZero();
  }

  /** Rows of a table folder of a run, but for what changes from conversion to conversion. */
  private List<String> rows(String table, String uid) {
    return spark
        .read()
        .parquet(warehouse().resolve(table).toString())
        .where("run_uid = '" + uid + "'")
        .selectExpr("to_json(struct(*)) AS row")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Frames.class,
      names = {"COPIED", "LOCATED"})
  @Tag("slow")
  void arraysStayWhoseDocumentsAndFilesHaveVanished(Frames frames) throws IOException {
    Path sample = LocalSpark.samples().resolve("fly-scan-with-camera/archive");
    Path camera = folder.resolve("camera/fly-scan-with-camera/archive");
    FileUtils.copyDirectory(sample.toFile(), camera.toFile());
    MadeRuns.write(source(), 0, 1);
    ConvertRequest request =
        new ConvertRequest(
            List.of(source().toString(), camera.getParent().toString()),
            warehouse().toString(),
            Map.of("rootMap", "/data/bluesky-samples=" + folder.resolve("camera")),
            Optional.empty(),
            frames);
    ConversionReport first = new ArchiveConverter(spark).convert(request);
    List<String> tables =
        first.rows().keySet().stream().filter(t -> !t.equals("quarantine")).toList();
    assertThat(tables).anyMatch(t -> t.startsWith("frames/") || t.equals("chunks"));
    String uid =
        spark
            .read()
            .parquet(warehouse().resolve("runs").toString())
            .where("run_uid != '" + MadeRuns.uid(0) + "'")
            .select("run_uid")
            .first()
            .getString(0);
    Map<String, List<String>> before = new TreeMap<>();
    tables.forEach(t -> before.put(t, rows(t, uid)));
    FileUtils.deleteDirectory(camera.toFile());
    grow(0);
    ConversionReport report = new ArchiveConverter(spark).convert(request);
    assertThat(report.kept()).isEqualTo(1);
    tables.forEach(t -> assertThat(rows(t, uid)).as(t).isEqualTo(before.get(t)));
  }

  @Test
  void whenNothingIsLeftNothingIsWritten() throws IOException {
    MadeRuns.write(source(), 0, 2);
    convert();
    Map<String, List<String>> before = content();
    Files.delete(file(0));
    Files.delete(file(1));
    assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(content()).isEqualTo(before);
  }
}
