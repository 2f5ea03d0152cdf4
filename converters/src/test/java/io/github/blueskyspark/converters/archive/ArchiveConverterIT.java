package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.layout.ProvenanceWriteSupport;
import io.github.blueskyspark.errors.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveConverterIT {
  private static final Path DOCUMENTS = LocalSpark.samples().resolve("documents");
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private ConversionReport convert(Path source, Map<String, String> options) throws IOException {
    ConvertRequest request =
        new ConvertRequest(
            List.of(source.toString()),
            warehouse().toString(),
            options,
            Optional.empty(),
            Frames.REFERENCED);
    return new ArchiveConverter(spark).convert(request);
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private Dataset<Row> table(String name) {
    return spark.read().parquet(warehouse().resolve(name).toString());
  }

  private Map<Path, Object> snapshot() throws IOException {
    Map<Path, Object> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(warehouse())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(file, Files.getLastModifiedTime(file));
      }
    }
    return found;
  }

  private List<Path> parquet() throws IOException {
    return snapshot().keySet().stream().filter(p -> p.toString().endsWith(".parquet")).toList();
  }

  @Test
  void countsAreThoseOfThePythonStack() throws IOException {
    ConversionReport report = convert(DOCUMENTS.resolve("archive"), Map.of());
    JsonNode expected =
        new ObjectMapper().readTree(DOCUMENTS.resolve("expected/archive.json").toFile());
    List<String> uids = new ArrayList<>();
    expected.path("runs_by_start_time").forEach(uid -> uids.add(uid.asText()));
    assertThat(report.outcome()).isEqualTo(Outcome.CONVERTED);
    assertThat(report.runs()).isEqualTo(expected.path("runs_by_start_time").size());
    assertThat(report.documents().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(expected.path("documents").asLong());
    assertThat(report.rows())
        .containsEntry("data_keys", expected.path("data_keys").asLong())
        .containsEntry("configuration", expected.path("configuration").asLong())
        .containsEntry("documents", expected.path("documents").asLong());
    expected
        .path("streams")
        .properties()
        .forEach(
            s ->
                assertThat(report.rows())
                    .containsEntry(
                        "stream/stream=" + s.getKey(), s.getValue().path("events").asLong()));
    assertThat(table("documents").count()).isEqualTo(expected.path("documents").asLong());
    assertThat(
            table("runs")
                .select("run_uid")
                .orderBy("start_time")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .containsExactlyElementsOf(uids);
  }

  @Test
  void columnsAreThoseOfTheTables() throws IOException {
    convert(DOCUMENTS.resolve("archive"), Map.of());
    for (String name : List.of("runs", "streams", "data_keys", "configuration", "documents")) {
      List<String> columns =
          List.of(
              spark
                  .read()
                  .format("bluesky")
                  .option("table", name)
                  .load(DOCUMENTS.resolve("archive").toString())
                  .columns());
      assertThat(Arrays.asList(table(name).columns()))
          .startsWith(columns.toArray(String[]::new))
          .hasSize(columns.size() + 2);
    }
  }

  @Test
  void everyFileIsZstdWithVersionsInItsFooter() throws IOException {
    convert(DOCUMENTS.resolve("archive"), Map.of());
    assertThat(parquet()).hasSizeGreaterThan(5);
    for (Path file : parquet()) {
      assertThat(file.toString()).matches(".*/year=\\d{4}/month=\\d\\d/[^/]+\\.zstd\\.parquet");
      var input =
          HadoopInputFile.fromPath(
              new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
      try (ParquetFileReader reader = ParquetFileReader.open(input)) {
        assertThat(reader.getFooter().getFileMetaData().getKeyValueMetaData())
            .containsEntry(ProvenanceWriteSupport.SCHEMA_VERSION, "1")
            .containsKey(ProvenanceWriteSupport.CONVERTER_VERSION);
        assertThat(reader.getRowGroups().get(0).getColumns())
            .allMatch(c -> c.getCodec() == CompressionCodecName.ZSTD);
      }
    }
  }

  @Test
  void secondConversionTouchesNothing() throws IOException {
    convert(DOCUMENTS.resolve("archive"), Map.of());
    Map<Path, Object> before = snapshot();
    assertThat(convert(DOCUMENTS.resolve("archive"), Map.of()).outcome())
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(snapshot()).isEqualTo(before);
  }

  @Test
  void newFileAddsFilesAndLateStopReplacesThem() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    List<Path> samples;
    try (Stream<Path> files = Files.list(DOCUMENTS.resolve("archive"))) {
      samples = files.sorted().limit(3).toList();
    }
    Path open = source.resolve("open.jsonl");
    List<String> lines = Files.readAllLines(samples.get(0));
    String uid = samples.get(0).getFileName().toString().replace(".jsonl", "");
    Files.write(open, lines.subList(0, lines.size() - 1));
    convert(source, Map.of());
    List<Path> first = parquet();
    assertThat(table("runs").where("complete").count()).isZero();

    Files.copy(samples.get(1), source.resolve(samples.get(1).getFileName()));
    assertThat(convert(source, Map.of()).runs()).isEqualTo(1);
    assertThat(parquet()).containsAll(first);
    assertThat(table("runs").count()).isEqualTo(2);

    Files.write(open, lines);
    assertThat(convert(source, Map.of()).outcome()).isEqualTo(Outcome.CONVERTED);
    assertThat(parquet()).doesNotContainAnyElementsOf(first);
    assertThat(table("runs").count()).isEqualTo(2);
    assertThat(table("runs").where("run_uid = '" + uid + "' AND complete").count()).isEqualTo(1);
    assertThat(table("documents").where("run_uid = '" + uid + "'").count()).isEqualTo(lines.size());
  }

  @Test
  void rejectedInputIsAFolderAndTheRestIsKept() throws IOException {
    ConversionReport report = convert(LocalSpark.samples().resolve("cut-files/archive"), Map.of());
    assertThat(report.quarantined()).isPositive();
    assertThat(table("quarantine").count()).isEqualTo(report.quarantined());
    assertThat(report.runs()).isEqualTo(2);
  }

  @Test
  void failedConversionLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () ->
                convert(
                    LocalSpark.samples().resolve("cut-files/archive"), Map.of("mode", "FAILFAST")))
        .satisfies(
            e ->
                assertThat(Stream.iterate(e, t -> t != null, Throwable::getCause))
                    .anyMatch(ArchiveException.class::isInstance));
    assertThat(parquet()).isEmpty();
    assertThat(warehouse().resolve("_bluesky/staging")).doesNotExist();
  }

  @Test
  void whatAKilledConversionLeftIsRemoved() throws IOException {
    Path stray = warehouse().resolve("runs/year=2024/month=06/dead-00000.zstd.parquet");
    Files.createDirectories(stray.getParent());
    Files.writeString(stray, "half");
    convert(DOCUMENTS.resolve("archive"), Map.of());
    assertThat(stray).doesNotExist();
  }

  @Test
  void sourceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> convert(folder.resolve("no-such-place"), Map.of()))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(
            "no-such-place: Cannot read source: there is no such file or directory. ");
  }
}
