package io.github.blueskyspark.converters.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConversionReport;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.errors.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sink promises, tried with the format's own jars. */
abstract class SinkContract {
  private static final Path DOCUMENTS = LocalSpark.samples().resolve("documents/archive");
  private static SparkSession spark;
  @TempDir Path folder;

  abstract SinkKind kind();

  /** A class of the format's jar. */
  abstract String driver();

  @BeforeAll
  static void start() {
    spark = SinkSession.start();
  }

  @AfterAll
  static void stop() {
    SinkSession.stop();
  }

  private ConversionReport convert(Path source, String to, SinkKind sink) throws IOException {
    assumeThat(ClassPath.has(driver())).as("jars of " + kind().label()).isTrue();
    return new ArchiveConverter(spark).convert(request(source, to, sink));
  }

  private static ConvertRequest request(Path source, String to, SinkKind sink) {
    return new ConvertRequest(
        List.of(source.toString()),
        to,
        Map.of("allowedRoots", LocalSpark.samples().toString()),
        Optional.empty(),
        Frames.REFERENCED,
        sink);
  }

  private ConversionReport convert(Path source) throws IOException {
    return convert(source, target(), kind());
  }

  String target() {
    return folder.resolve("lake").toString();
  }

  private SinkFormat format() {
    SinkTarget target = SinkTarget.of(spark, target());
    return kind() == SinkKind.DELTA
        ? new DeltaTables(spark, target)
        : new IcebergTables(spark, target);
  }

  private Dataset<Row> table(String name) {
    return new SinkTable(spark, format(), name).rows();
  }

  private static List<String> rows(Dataset<Row> rows) {
    String[] columns =
        Arrays.stream(rows.columns())
            .filter(c -> !c.equals("year") && !c.equals("month"))
            .map(SqlNames::quoted)
            .toArray(String[]::new);
    return rows
        .selectExpr("to_json(struct(" + String.join(",", columns) + "))")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private Path copied(Path source, int runs) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("source"));
    List<Path> samples;
    try (Stream<Path> files = Files.list(source)) {
      samples = files.sorted().limit(runs).toList();
    }
    for (Path file : samples) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return copy;
  }

  @Test
  void rowsAreThoseOfTheParquetWarehouse() throws IOException {
    Path parquet = folder.resolve("parquet");
    ConversionReport plain = convert(DOCUMENTS, parquet.toString(), SinkKind.PARQUET);
    ConversionReport report = convert(DOCUMENTS);
    assertThat(report.rows()).isEqualTo(plain.rows());
    assertThat(report.documents()).isEqualTo(plain.documents());
    for (String folder : plain.rows().keySet()) {
      Dataset<Row> expected =
          spark.read().parquet(parquet.resolve(folder).toUri().toString()).drop("year", "month");
      Dataset<Row> found = table(SinkWarehouse.tableName(folder));
      assertThat(found.drop("year", "month").columns()).as(folder).isEqualTo(expected.columns());
      assertThat(rows(found)).as(folder).isEqualTo(rows(expected));
    }
    assertThat(table("runs").schema().apply("start").dataType().simpleString())
        .isEqualTo("variant");
    assertThat(table("conversions").select("runs").distinct().first().getLong(0))
        .isEqualTo(report.runs());
  }

  @Test
  void unchangedSourcesAreSkippedAndLateStopReplacesItsRunAlone() throws IOException {
    Path source = copied(DOCUMENTS, 3);
    Path open;
    try (Stream<Path> files = Files.list(source)) {
      open = files.sorted().findFirst().orElseThrow();
    }
    List<String> lines = Files.readAllLines(open);
    Files.write(open, lines.subList(0, lines.size() - 1));
    assertThat(convert(source).outcome()).isEqualTo(Outcome.CONVERTED);
    Optional<String> before = format().version("runs");
    assertThat(convert(source).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(format().version("runs")).isEqualTo(before);
    assertThat(table("runs").where("complete").count()).isEqualTo(2);

    Files.write(open, lines);
    assertThat(convert(source).outcome()).isEqualTo(Outcome.CONVERTED);
    assertThat(table("runs").where("complete").count()).isEqualTo(3);
    assertThat(table("runs").count()).isEqualTo(3);
    assertThat(rows(table("documents")))
        .hasSize((int) table("documents").select("run_uid", "position").distinct().count());
    // Time travel: the tables as they were.
    assertThat(
            new SinkTable(spark, format(), "runs")
                .rows(before.orElseThrow())
                .where("complete")
                .count())
        .isEqualTo(2);
    // And as the conversions say they belong together.
    assertThat(
            table("conversions")
                .where("element_at(versions, 'runs') = '" + before.get() + "'")
                .count())
        .isPositive();
  }

  @Test
  @Tag("slow")
  void runsOfAFileThatHasVanishedStay() throws IOException {
    Path source = copied(DOCUMENTS, 3);
    List<Path> files;
    try (Stream<Path> found = Files.list(source)) {
      files = found.sorted().toList();
    }
    List<String> lines = Files.readAllLines(files.get(0));
    Files.write(files.get(0), lines.subList(0, lines.size() - 1));
    Files.writeString(source.resolve("bad.jsonl"), "[\"start\", {\"uid\"\n");
    Map<String, Long> documents = convert(source).documents();
    List<String> runs = rows(table("runs").where("complete"));
    Files.delete(files.get(1));
    Files.delete(source.resolve("bad.jsonl"));
    Files.write(files.get(0), lines);
    ConversionReport report = convert(source);
    assertThat(report.kept()).isEqualTo(1);
    assertThat(report.runs()).isEqualTo(3);
    assertThat(report.documents().get("start")).isEqualTo(documents.get("start"));
    assertThat(rows(table("runs"))).hasSize(3).containsAll(runs);
    assertThat(table("quarantine").count()).isEqualTo(1);
    assertThat(report.rows()).containsEntry("documents", table("documents").count());
    assertThat(convert(source).outcome()).isEqualTo(Outcome.UNCHANGED);
    // Again, so that what was kept is kept by the conversion that kept it.
    Files.write(files.get(0), lines.subList(0, lines.size() - 1));
    Files.setLastModifiedTime(files.get(0), java.nio.file.attribute.FileTime.fromMillis(1));
    assertThatThrownBy(() -> convert(source)).hasMessageContaining("has become shorter");
    Files.write(files.get(0), lines);
    Files.setLastModifiedTime(files.get(0), java.nio.file.attribute.FileTime.fromMillis(2));
    assertThat(convert(source).kept()).isEqualTo(1);
    assertThat(rows(table("runs"))).hasSize(3).containsAll(runs);
    assertThat(table("quarantine").count()).isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void newFilesAddRows() throws IOException {
    Path source = copied(DOCUMENTS, 1);
    convert(source);
    List<String> first = rows(table("documents"));
    Path more;
    try (Stream<Path> files = Files.list(DOCUMENTS)) {
      more = files.sorted().skip(1).findFirst().orElseThrow();
    }
    Files.copy(more, source.resolve(more.getFileName()));
    assertThat(convert(source).runs()).isEqualTo(1);
    assertThat(rows(table("documents"))).containsAll(first).hasSizeGreaterThan(first.size());
    assertThat(table("runs").count()).isEqualTo(2);
  }

  @Test
  @Tag("slow")
  void conversionThatWasKilledIsPutBackRunByRun() throws IOException {
    Path source = copied(DOCUMENTS, 2);
    convert(source);
    List<String> documents = rows(table("documents"));
    List<String> runs = rows(table("runs"));
    String uid = table("runs").select("run_uid").first().getString(0);
    // What a kill between two tables leaves: a run's documents are gone, another's are there.
    SinkLog log = new SinkLog(spark, format(), java.util.Set.copyOf(format().tables()));
    log.begin(
        "dead",
        spark.sql(
            "SELECT '" + uid + "' AS run_uid, CAST(NULL AS STRING) AS source, true AS written"));
    SinkTable table = new SinkTable(spark, format(), "documents");
    table.replace(
        "run_uid",
        spark.sql("SELECT '" + uid + "' AS run_uid"),
        table.rows().where("run_uid = '" + uid + "' AND position = 0"),
        table.rows().schema());
    assertThat(rows(table("documents"))).isNotEqualTo(documents);
    assertThat(convert(source).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(rows(table("documents"))).isEqualTo(documents);
    assertThat(rows(table("runs"))).isEqualTo(runs);
    assertThat(table("conversion_runs").where("conversion_id = 'dead'").count()).isZero();
  }

  @Test
  @Tag("slow")
  void columnsGrowAndWidenWithNewRuns() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.write(source.resolve("a.jsonl"), run("a", "\"x y\": 1", "integer", "x y"));
    convert(source);
    assertThat(table("stream_primary").schema().apply("x y").dataType().simpleString())
        .isEqualTo("bigint");
    String before = format().version("stream_primary").orElseThrow();
    Files.write(source.resolve("b.jsonl"), run("b", "\"x y\": 2.5", "number", "x y"));
    convert(source);
    Files.write(source.resolve("c.jsonl"), run("c", "\"m(s).(q)\": 3", "integer", "m(s).(q)"));
    convert(source);
    Files.write(source.resolve("d.jsonl"), run("d", "\"X Y\": 4", "integer", "X Y"));
    convert(source);
    Dataset<Row> stream = table("stream_primary").orderBy("time");
    List<String> values = new ArrayList<>();
    for (Row row : stream.select("`x y`", "`m(s).(q)`").collectAsList()) {
      values.add(row.get(0) + " " + row.get(1));
    }
    assertThat(values).containsExactlyInAnyOrder("1.0 null", "2.5 null", "null 3", "null null");
    String other = kind() == SinkKind.DELTA ? "X Y_" : "X Y";
    assertThat(stream.select("`" + other + "`").where("`" + other + "` = 4").count()).isEqualTo(1);
    assertThat(new SinkTable(spark, format(), "stream_primary").rows(before).count()).isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void integersBeyondDoublesStayExactWhereTheirColumnWidens() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.write(source.resolve("a.jsonl"), run("a", "\"n\": 9007199254740993", "integer", "n"));
    Files.write(source.resolve("b.jsonl"), run("b", "\"m\": 1", "integer", "m"));
    convert(source);
    Files.write(source.resolve("c.jsonl"), run("c", "\"n\": 2.5", "number", "n"));
    Files.write(source.resolve("d.jsonl"), run("d", "\"m\": 1.5", "number", "m"));
    convert(source);
    assertThat(
            table("stream_primary")
                .where("n IS NOT NULL")
                .selectExpr("to_json(n)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder("9007199254740993", "2.5");
    assertThat(table("stream_primary").schema().apply("m").dataType().simpleString())
        .isEqualTo("double");
  }

  private static List<String> run(String uid, String data, String dtype, String key) {
    String id = uid + "0000000-0000-4000-8000-00000000000";
    return List.of(
        "[\"start\", {\"uid\": \"" + id + "0\", \"time\": 1700000000.0}]",
        "[\"descriptor\", {\"uid\": \""
            + id
            + "1\", \"run_start\": \""
            + id
            + "0\", \"time\": 1700000001.0, \"name\": \"primary\", \"data_keys\": {\""
            + key
            + "\": {\"source\": \"s\", \"dtype\": \""
            + dtype
            + "\", \"shape\": []}}, \"configuration\": {}, \"object_keys\": {}, \"hints\": {}}]",
        "[\"event\", {\"uid\": \""
            + id
            + "2\", \"descriptor\": \""
            + id
            + "1\", \"time\": 1700000002.0, \"seq_num\": 1, \"data\": {"
            + data
            + "}, \"timestamps\": {\""
            + key
            + "\": 1700000002.0}, \"filled\": {}}]",
        "[\"stop\", {\"uid\": \""
            + id
            + "3\", \"run_start\": \""
            + id
            + "0\", \"time\": 1700000003.0, \"exit_status\": \"success\"}]");
  }

  @Test
  @Tag("slow")
  void rejectedInputIsReplacedBySource() throws IOException {
    Path source = copied(LocalSpark.samples().resolve("cut-files/archive"), 9);
    long quarantined = convert(source).quarantined();
    assertThat(quarantined).isPositive();
    assertThat(table("quarantine").count()).isEqualTo(quarantined);
    Files.writeString(source.resolve("more.jsonl"), "[\"start\", {\"uid\"\n");
    convert(source);
    assertThat(table("quarantine").count()).isEqualTo(quarantined + 1);
  }

  @Test
  void directoryOfAnotherFormatIsRefused() throws IOException {
    Path source = copied(DOCUMENTS, 1);
    convert(source);
    assertThatThrownBy(() -> convert(source, target(), SinkKind.PARQUET))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("the directory holds tables of sink '" + kind().label() + "'");
    assertThat(table("runs").count()).isEqualTo(1);
  }
}
