package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warehouse read back as an archive answers as the archive it was made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarehouseArchiveIT {
  private static final Path SAMPLES = LocalSpark.samples();
  private static final Path SOURCE = SAMPLES.resolve("documents/archive");
  private final SparkSession spark = LocalSpark.session();
  @TempDir static Path folder;

  @BeforeAll
  void convertOnce() throws IOException {
    convert(SOURCE, warehouse());
    spark.conf().set("spark.sql.caseSensitive", "true");
  }

  @AfterAll
  void forget() {
    spark.conf().unset("spark.sql.caseSensitive");
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }

  private void convert(Path source, Path target) throws IOException {
    ConvertRequest request = new ConvertRequest(source.toString(), target.toString());
    new ArchiveConverter(spark).convert(request);
  }

  private Dataset<Row> read(Path path, String table, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .options(options)
        .option("table", table)
        .load(path.toString());
  }

  private List<String> rows(Path path, String table, Map<String, String> options) {
    return read(path, table, options).toJSON().collectAsList().stream().sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "streams", "data_keys", "configuration", "events", "documents"})
  void everyTableIsThatOfTheSource(String table) {
    List<String> expected = rows(SOURCE, table, Map.of());
    assertThat(expected).isNotEmpty();
    assertThat(rows(warehouse(), table, Map.of())).isEqualTo(expected);
  }

  @Test
  void typedStreamsAreThoseOfTheSource() {
    Map<String, String> primary = Map.of("stream", "primary");
    assertThat(read(warehouse(), "stream", primary).schema())
        .isEqualTo(read(SOURCE, "stream", primary).schema());
    assertThat(rows(warehouse(), "stream", primary)).isEqualTo(rows(SOURCE, "stream", primary));
  }

  @Test
  void aRunAndAQueryChooseTheSameRuns() {
    for (Map<String, String> chosen :
        List.of(
            Map.of("run", "-1"),
            Map.of("query", "{\"plan_name\": \"count\"}"),
            Map.of("query", "{\"stop.exit_status\": \"success\"}"),
            Map.of("query", "{\"descriptors.name\": \"baseline\"}"))) {
      assertThat(rows(warehouse(), "runs", chosen))
          .as(chosen.toString())
          .isEqualTo(rows(SOURCE, "runs", chosen));
    }
  }

  @Test
  void rejectedPiecesStayInQuarantine() throws IOException {
    Path damaged = SAMPLES.resolve("cut-files/archive");
    Path target = folder.resolve("damaged");
    convert(damaged, target);
    List<String> expected = rows(damaged, "quarantine", Map.of());
    assertThat(expected).isNotEmpty();
    assertThat(rows(target, "quarantine", Map.of())).isEqualTo(expected);
    assertThat(rows(target, "documents", Map.of())).isEqualTo(rows(damaged, "documents", Map.of()));
  }

  @Test
  void conversionsNameTheirSourceFilesWithHashes() {
    List<Row> rows =
        read(warehouse(), "conversions", Map.of())
            .select("source", "sha256", "runs", "options")
            .collectAsList();
    assertThat(rows).hasSizeGreaterThan(1);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getString(0)).contains("documents/archive");
              assertThat(row.getString(1)).matches("[0-9a-f]{64}");
              assertThat(row.getLong(2)).isEqualTo(read(SOURCE, "runs", Map.of()).count());
            });
  }

  @Test
  void onlyAWarehouseHasConversions() {
    assertThatThrownBy(() -> read(SOURCE, "conversions", Map.of()).collectAsList())
        .rootCause()
        .hasMessageContaining("Cannot read conversions");
  }

  @Test
  void aWarehouseBelowItsSourceIsNoPartOfThat() throws IOException {
    Path source = Files.createDirectory(folder.resolve("source"));
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        Files.copy(file, source.resolve(file.getFileName()));
      }
    }
    Path below = source.resolve("ware/house");
    convert(source, below);
    ConversionReport again =
        new ArchiveConverter(spark)
            .convert(new ConvertRequest(source.toString(), below.toString()));
    assertThat(again.outcome()).isEqualTo(ConversionReport.Outcome.UNCHANGED);
    assertThat(rows(source, "runs", Map.of())).isEqualTo(rows(below, "runs", Map.of()));
  }

  @Test
  void nothingIsConvertedIntoItself() {
    ArchiveConverter converter = new ArchiveConverter(spark);
    ConvertRequest request = new ConvertRequest(warehouse() + "/", warehouse().toString());
    assertThatThrownBy(() -> converter.convert(request))
        .hasMessageContaining("Cannot convert the archive: it is the source and the target");
    assertThatThrownBy(() -> converter.plan(request)).hasMessageContaining("the source and the");
    assertThat(warehouse().resolve("_bluesky/commits/00000002.json")).doesNotExist();
  }

  @Test
  void aFileThatNoCommitNamesDoesNotCount() throws IOException {
    Path target = folder.resolve("stray");
    convert(SAMPLES.resolve("cut-files/archive"), target);
    long before = read(target, "documents", Map.of()).count();
    Path file;
    try (var files = Files.walk(target.resolve("documents"))) {
      file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.copy(file, file.resolveSibling("left-behind-00000.zstd.parquet"));
    assertThat(read(target, "documents", Map.of()).count()).isEqualTo(before);
  }
}
