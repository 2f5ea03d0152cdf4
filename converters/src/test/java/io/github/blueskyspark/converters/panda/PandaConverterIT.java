package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.panda.PandaReport.Outcome;
import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
}
