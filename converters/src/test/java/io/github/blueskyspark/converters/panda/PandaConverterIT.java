package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.panda.PandaReport.Outcome;
import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PandaConverterIT {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private PandaReport convert(String sample, Optional<String> archive) throws IOException {
    return convert(LocalSpark.samples().resolve(sample), archive);
  }

  private PandaReport convert(Path source, Optional<String> archive) throws IOException {
    Map<String, String> options =
        Map.of("rootMap", "/data/bluesky-samples=" + LocalSpark.samples());
    PandaRequest request =
        new PandaRequest(
            List.of(source.toString()), folder.resolve("warehouse").toString(), archive, options);
    return new PandaConverter(spark).convert(request);
  }

  private Dataset<Row> rows() {
    return spark.read().parquet(folder.resolve("warehouse/panda").toString());
  }

  private static JsonNode expected(String sample, String file) throws IOException {
    return new ObjectMapper()
        .readTree(LocalSpark.samples().resolve(sample + "/expected/" + file + ".json").toFile());
  }

  /** Rows, types, sums and ends of every column are what h5py reads. */
  private void columnsEqual(String sample, String file) throws IOException {
    JsonNode expected = expected(sample, file);
    Dataset<Row> rows = rows().where("file LIKE '%/" + file + ".h5'");
    long count = expected.path("common_rows").asLong();
    assertThat(rows.count()).isEqualTo(count);
    for (Map.Entry<String, JsonNode> column : expected.path("columns").properties()) {
      String name = "`" + column.getKey() + "`";
      JsonNode told = column.getValue();
      assertThat(rows.selectExpr(name).schema().apply(0).dataType().simpleString())
          .isEqualTo(told.path("column_type").asText());
      Row ends =
          rows.selectExpr(
                  "min_by(" + name + ", row)",
                  "max_by(" + name + ", row)",
                  "min(" + name + ")",
                  "max(" + name + ")")
              .first();
      assertThat(((Number) ends.get(0)).doubleValue())
          .as(name)
          .isEqualTo(told.path("first").asDouble());
      assertThat(((Number) ends.get(1)).doubleValue())
          .as(name)
          .isEqualTo(told.path("last").asDouble());
      assertThat(((Number) ends.get(2)).doubleValue())
          .as(name)
          .isEqualTo(told.path("min").asDouble());
      assertThat(((Number) ends.get(3)).doubleValue())
          .as(name)
          .isEqualTo(told.path("max").asDouble());
    }
    if (!expected.path("time_ns").isNull()) {
      Row times = rows.selectExpr("unix_micros(min(time))", "unix_micros(max(time))").first();
      assertThat(times.getLong(0))
          .isEqualTo(Math.floorDiv(expected.path("time_ns").path("first").asLong() + 500, 1000));
      assertThat(times.getLong(1))
          .isEqualTo(Math.floorDiv(expected.path("time_ns").path("last").asLong() + 500, 1000));
    }
  }

  @Test
  void seriesWithOtherFieldsBecomesOneTable() throws IOException {
    PandaReport report = convert("panda-files/archive", Optional.empty());
    assertThat(report.rows()).isEqualTo(1500 + 1024 + 777);
    assertThat(report.columns()).hasSize(10);
    for (String file : List.of("scan_0001", "scan_0002", "scan_0003")) {
      columnsEqual("panda-files", file);
    }
    assertThat(
            rows().where("file LIKE '%scan_0003.h5' AND `COUNTER2.OUT.Mean` IS NOT NULL").count())
        .isZero();
    assertThat(List.of(rows().columns())).startsWith("file", "row", "time", "run_uid", "seq_num");
    assertThat(convert("panda-files/archive", Optional.empty()).outcome())
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void integersOfEverySizeAreExact() throws IOException {
    convert("panda-scaled-types/archive", Optional.empty());
    columnsEqual("panda-scaled-types", "scaled");
    assertThat(rows().where("time IS NOT NULL").count()).isZero();
  }

  @Test
  void unequalLengthsEndWithTheShortestAndANote() throws IOException {
    PandaReport report = convert("panda-aborted/archive", Optional.empty());
    columnsEqual("panda-aborted", "aborted");
    assertThat(report.notes())
        .anyMatch(n -> n.contains("its datasets hold 1000 to 1250 rows: the first 1000 are taken"));
    assertThat(rows().select("year", "month").distinct().collectAsList().toString())
        .isEqualTo("[[0,0]]");
  }

  @Test
  void fileOfAKilledWriterIsRead() throws IOException {
    convert("panda-killed/archive", Optional.empty());
    columnsEqual("panda-killed", "killed");
  }

  @Test
  void documentsGiveRunAndEventOfEachRow() throws IOException {
    Path sample = LocalSpark.samples().resolve("panda-fly-scan-per-event/archive");
    convert(
        sample.resolve("panda-1.h5"), Optional.of(sample.resolve("documents.jsonl").toString()));
    assertThat(rows().where("seq_num = row DIV 5 + 1").count()).isEqualTo(600);
    assertThat(rows().select("run_uid").distinct().count()).isEqualTo(1);
  }

  @Test
  void fileThatIsNoneIsNamedAndTheOthersAreConverted() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("no.h5"), "not HDF5".repeat(100));
    assertThatThrownBy(() -> convert(source, Optional.empty()))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("no.h5");
    Files.copy(
        LocalSpark.samples().resolve("panda-files/archive/scan_0003.h5"),
        source.resolve("scan_0003.h5"));
    PandaReport report = convert(source, Optional.empty());
    assertThat(report.rows()).isEqualTo(777);
    assertThat(report.rejected()).hasSize(1);
    assertThat(report.rejected().get(0)).contains("no.h5").contains("Cannot ");
  }

  private PandaReport convert(PandaRequest request) throws IOException {
    return new PandaConverter(spark).convert(request);
  }

  private PandaRequest request(Path source, Map<String, String> options, String... bits) {
    return new PandaRequest(
        List.of(source.toString()),
        folder.resolve("warehouse").toString(),
        Optional.empty(),
        options,
        List.of(bits));
  }

  private static Path sample(String path) {
    return LocalSpark.samples().resolve(path);
  }

  private long count(String where) {
    return rows().where(where).count();
  }

  @Test
  void bitsBecomeColumnsThatSayWhereTheyComeFrom() throws IOException {
    Path killed = sample("panda-killed/archive/killed.h5");
    PandaReport report =
        convert(request(killed, Map.of(), "PCAP.BITS0=TTLIN1.VAL,,TTLIN2.VAL", "PCAP.BITS9=A"));
    assertThat(report.notes())
        .anyMatch(n -> n.startsWith("option bits names column 'PCAP.BITS9', and no file"));
    assertThat(count("`TTLIN1.VAL` = (`PCAP.BITS0.Value` & 1 = 1)")).isEqualTo(1100);
    assertThat(count("`TTLIN2.VAL` = (`PCAP.BITS0.Value` & 4 = 4)")).isEqualTo(1100);
    Metadata metadata = rows().schema().apply("TTLIN2.VAL").metadata();
    assertThat(metadata.getLong("bit")).isEqualTo(2);
    assertThat(metadata.getString("comment")).isEqualTo("bit 2 of /PCAP.BITS0.Value");
  }

  @Test
  void everyBitOfACapturedWordIsAColumn() throws IOException {
    convert(request(sample("panda-killed/archive/killed.h5"), Map.of(), "all"));
    assertThat(rows().columns()).contains("PCAP.BITS0.0", "PCAP.BITS0.31");
    assertThat(count("`PCAP.BITS0.31` = (`PCAP.BITS0.Value` >= 2147483648)")).isEqualTo(1100);
  }

  @Test
  void columnsSayWhatTheyHold() throws IOException {
    convert("panda-files/archive", Optional.empty());
    Metadata mean = rows().schema().apply("COUNTER2.OUT.Mean").metadata();
    assertThat(mean.getString("capture")).isEqualTo("Mean");
    assertThat(mean.getString("field")).isEqualTo("COUNTER2.OUT");
    assertThat(mean.getString("dtype")).isEqualTo("<f8");
    assertThat(mean.contains("units")).isFalse();
    Metadata stamp = rows().schema().apply("PCAP.TS_TRIG.Value").metadata();
    assertThat(stamp.getString("comment")).isEqualTo("s; /PCAP.TS_TRIG.Value");
  }

  @Test
  void integersAndThenRealsOfOneNameHaveOneSchema() throws IOException {
    convert("panda-scaled-types/archive", Optional.empty());
    assertThat(rows().schema().apply("COUNTER1.OUT.Max").dataType())
        .isEqualTo(DataTypes.IntegerType);
    PandaReport report = convert("panda-files/archive", Optional.empty());
    assertThat(report.notes()).anyMatch(n -> n.contains("hold wider numbers now"));
    assertThat(report.rows()).isEqualTo(1500 + 1024 + 777);
    assertThat(rows().schema().apply("COUNTER1.OUT.Max").dataType())
        .isEqualTo(DataTypes.DoubleType);
    assertThat(
            rows()
                .where("file LIKE '%scaled.h5'")
                .selectExpr("sum(`COUNTER1.OUT.Max`)", "count(*)", "max(row)")
                .first())
        .isEqualTo(RowFactory.create(516343.0, 900L, 899L));
    columnsEqual("panda-files", "scan_0002");
    assertThat(rows().count()).isEqualTo(900 + 1500 + 1024 + 777);
    assertThat(convert("panda-scaled-types/archive", Optional.empty()).outcome())
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void rowsOfFilesThatAreGoneStayWhenTheirNeighbourGrows() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    for (String name : List.of("scan_0001.h5", "scan_0003.h5")) {
      Files.copy(sample("panda-files/archive/" + name), source.resolve(name));
    }
    convert(source, Optional.empty());
    Files.delete(source.resolve("scan_0001.h5"));
    Files.copy(
        sample("panda-files/archive/scan_0002.h5"),
        source.resolve("scan_0003.h5"),
        StandardCopyOption.REPLACE_EXISTING);
    convert(source, Optional.empty());
    columnsEqual("panda-files", "scan_0001");
    assertThat(count("file LIKE '%scan_0003.h5'")).isEqualTo(1024);
    assertThat(rows().count()).isEqualTo(1500 + 1024);
    assertThat(convert(source, Optional.empty()).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void documentsThatComeLateGiveEventsToRowsThatAreThere() throws IOException {
    Path archive = sample("panda-fly-scan-per-event/archive");
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(documents.resolve("other.jsonl"), "");
    convert(archive.resolve("panda-1.h5"), Optional.of(documents.toString()));
    assertThat(count("seq_num IS NULL AND run_uid IS NULL")).isEqualTo(600);
    Files.copy(archive.resolve("documents.jsonl"), documents.resolve("documents.jsonl"));
    PandaReport report = convert(archive.resolve("panda-1.h5"), Optional.of(documents.toString()));
    assertThat(report.rows()).isEqualTo(600);
    assertThat(count("seq_num = row DIV 5 + 1")).isEqualTo(600);
    assertThat(rows().count()).isEqualTo(600);
    Files.writeString(documents.resolve("third.jsonl"), "");
    assertThat(convert(archive.resolve("panda-1.h5"), Optional.of(documents.toString())).rows())
        .isZero();
    assertThat(rows().count()).isEqualTo(600);
  }

  @Test
  void rowsOfAFileAreThereOnceWhateverWasAskedFor() throws IOException {
    Path killed = sample("panda-killed/archive/killed.h5");
    convert(request(killed, Map.of()));
    convert(request(killed, Map.of(), "PCAP.BITS0=A"));
    assertThat(rows().count()).isEqualTo(1100);
    assertThat(count("A IS NOT NULL")).isEqualTo(1100);
  }

  /** A series with a camera's file, and a file that lost its end. */
  private Path damagedSeries() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.copy(sample("blob-count/archive/blob.h5"), source.resolve("camera.h5"));
    Files.copy(sample("panda-files/archive/scan_0003.h5"), source.resolve("scan_0003.h5"));
    byte[] bytes = Files.readAllBytes(sample("panda-files/archive/scan_0001.h5"));
    // Chunks behind its end are missed only when they are read.
    bytes = Arrays.copyOf(bytes, bytes.length - 2_048);
    Files.write(source.resolve("scan_0001.h5"), bytes);
    return source;
  }

  @Test
  void damageInsideAFileRejectsThatFileAlone() throws IOException {
    Path source = damagedSeries();
    PandaReport report = convert(source, Optional.empty());
    assertThat(report.rejected())
        .hasSize(2)
        .anyMatch(r -> r.contains("camera.h5") && r.contains("no one-dimensional dataset"))
        .anyMatch(r -> r.contains("scan_0001.h5"));
    columnsEqual("panda-files", "scan_0003");
    assertThat(rows().count()).isEqualTo(777);
    Dataset<Row> quarantine =
        spark
            .read()
            .format("bluesky")
            .option("table", "quarantine")
            .load(folder.resolve("warehouse").toString());
    assertThat(quarantine.orderBy("source").select("reason").collectAsList())
        .extracting(row -> row.getString(0))
        .satisfiesExactly(
            first -> assertThat(first).contains("camera.h5"),
            second -> assertThat(second).contains("scan_0001.h5"));
    assertThat(convert(source, Optional.empty()).outcome()).isEqualTo(Outcome.UNCHANGED);
    Files.copy(
        sample("panda-files/archive/scan_0001.h5"),
        source.resolve("scan_0001.h5"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(convert(source, Optional.empty()).rows()).isEqualTo(1500);
    assertThat(
            quarantine
                .sparkSession()
                .read()
                .format("bluesky")
                .option("table", "quarantine")
                .load(folder.resolve("warehouse").toString())
                .count())
        .isEqualTo(1);
  }

  @Test
  void aDatasetWhoseHeaderIsDamagedIsNamed() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    byte[] bytes = Files.readAllBytes(sample("panda-files/archive/scan_0003.h5"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int last = text.lastIndexOf("OHDR");
    bytes[last + 20] ^= 1;
    Files.write(source.resolve("scan_0003.h5"), bytes);
    PandaReport report = convert(source, Optional.empty());
    assertThat(report.rejected()).isEmpty();
    assertThat(report.notes())
        .anyMatch(n -> n.contains("scan_0003.h5") && n.contains("no column for '/"));
    assertThat(rows().count()).isEqualTo(777);
  }

  @Test
  void failfastStopsAtTheFirst() throws IOException {
    Path source = damagedSeries();
    assertThatThrownBy(() -> convert(request(source, Map.of("mode", "FAILFAST"))))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("camera.h5");
    Files.delete(source.resolve("camera.h5"));
    assertThatThrownBy(() -> convert(request(source, Map.of("mode", "FAILFAST"))))
        .hasMessageContaining("scan_0001.h5");
    assertThat(folder.resolve("warehouse/panda")).doesNotExist();
  }

  @Test
  void rowsWithoutWritingLeaveOutWhatCannotBeRead() throws IOException {
    Path source = damagedSeries();
    List<String> rejected = new ArrayList<>();
    Dataset<Row> rows = new PandaConverter(spark).rows(request(source, Map.of()), rejected::add);
    assertThat(rejected).singleElement().asString().contains("camera.h5");
    assertThat(rows.where("file LIKE '%scan_0003.h5'").select("row").count()).isEqualTo(777);
    assertThatThrownBy(
            () ->
                new PandaConverter(spark)
                    .rows(List.of(source.toString()), Optional.empty(), Map.of()))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("camera.h5");
  }
}
