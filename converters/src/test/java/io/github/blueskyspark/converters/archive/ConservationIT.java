package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.errors.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConservationIT {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  /** Tables of an archive, one of them with a fault; knows which were asked for. */
  private final class Faulty extends ArchiveTables {
    private final String table;
    private final Set<String> asked;

    Faulty(List<String> paths, Map<String, String> options, String table, Set<String> asked) {
      super(spark, paths, options);
      this.table = table;
      this.asked = asked;
    }

    @Override
    Dataset<Row> table(String name) {
      asked.add(name);
      Dataset<Row> rows = super.table(name);
      return name.equals(table) ? rows.where("position <> 3") : rows;
    }

    @Override
    Dataset<Row> stream(String name) {
      asked.add("stream " + name);
      Dataset<Row> rows = super.stream(name);
      return table.equals("stream") ? rows.where(col("seq_num").notEqual(2)) : rows;
    }
  }

  private ArchiveConverter converter(String fault, Set<String> asked) {
    return new ArchiveConverter(
        spark, (paths, options) -> new Faulty(paths, options, fault, asked));
  }

  private ConvertRequest request(Path source) {
    return new ConvertRequest(
        List.of(source.toString()),
        folder.resolve("warehouse").toString(),
        Map.of(),
        Optional.empty(),
        Frames.REFERENCED);
  }

  @Test
  void anEventThatIsInNoRowFailsTheConversion() throws IOException {
    Path source = MadeRuns.write(folder.resolve("source"), 0, 2);
    assertThatThrownBy(() -> converter("stream", new TreeSet<>()).convert(request(source)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("events read 8, but 6 rows of streams, 0 superseded");
    assertThat(folder.resolve("warehouse/runs")).doesNotExist();
    assertThat(folder.resolve("warehouse/_bluesky/commits")).doesNotExist();
  }

  @Test
  void anEventMissingInTheDocumentsFailsTheConversion() throws IOException {
    Path source = MadeRuns.write(folder.resolve("source"), 0, 2);
    assertThatThrownBy(() -> converter("documents", new TreeSet<>()).convert(request(source)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("events read 6, but 8 rows of streams");
  }

  @Test
  void supersededAndRepeatedEventsAreCountedAndPagesOpened() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    List<String> lines = new ArrayList<>(MadeRuns.lines(0));
    lines.add(4, lines.get(3));
    lines.add(5, MadeRuns.event(0, 1).replace("e0-1", "again").replace("1.5}, \"t", "7.5}, \"t"));
    lines.add(
        lines.size() - 1,
        "[\"event_page\", {\"descriptor\": \"d0\", \"uid\": [\"p1\", \"p2\"], \"time\": [1.7e9,"
            + " 1.7e9], \"seq_num\": [8, 9], \"data\": {\"det\": [1.0, 2.0]}, \"timestamps\":"
            + " {\"det\": [1.5, 1.5]}, \"filled\": {}}]");
    Files.write(source.resolve(MadeRuns.uid(0) + ".jsonl"), lines);
    ConversionReport report = converter("", new TreeSet<>()).convert(request(source));
    assertThat(report.documents()).containsEntry("event", 6L).containsEntry("event_page", 1L);
    assertThat(report.rows()).containsEntry("stream/stream=primary", 6L);
    assertThat(report.superseded()).isEqualTo(1);
    assertThat(report.repeated()).isEqualTo(1);
  }

  @Test
  void sourcesAreNotReadForTablesThatHaveNoRow() throws IOException {
    Path source = MadeRuns.write(folder.resolve("source"), 0, 2);
    Set<String> asked = new TreeSet<>();
    assertThat(converter("", asked).convert(request(source)).rows()).containsKey("data_keys");
    assertThat(asked).contains("streams", "data_keys", "stream primary").doesNotContain("assets");

    Path ends = Files.createDirectories(folder.resolve("ends"));
    List<String> lines = MadeRuns.lines(5);
    List<String> two = List.of(lines.get(0), lines.get(lines.size() - 1));
    Files.write(ends.resolve(MadeRuns.uid(5) + ".jsonl"), two);
    asked.clear();
    ConversionReport report = converter("", asked).convert(request(ends));
    assertThat(report.rows()).isEqualTo(Map.of("documents", 2L, "runs", 1L));
    assertThat(asked).containsExactly("documents", "quarantine", "runs");
  }

  @Test
  void pagesWithNumbersThatAreNotFiniteAreOpenedToo() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    List<String> lines = new ArrayList<>(MadeRuns.lines(0));
    String page =
        "[\"event_page\", {\"timestamps\": {\"det\": [NaN, 1.5]}, \"data\": {\"det\": [-Infinity,"
            + " NaN]}, \"descriptor\": \"d0\", \"uid\": [\"p1\", \"p2\"], \"time\": [1.7e9, 1.7e9],"
            + " \"seq_num\": [8, 9], \"filled\": {}}]";
    lines.add(lines.size() - 1, page);
    Files.write(source.resolve(MadeRuns.uid(0) + ".jsonl"), lines);
    ConversionReport report = converter("", new TreeSet<>()).convert(request(source));
    assertThat(report.rows()).containsEntry("stream/stream=primary", 6L);
    assertThat(report.repeated()).isZero();

    lines.add(lines.size() - 1, page);
    Files.write(source.resolve(MadeRuns.uid(0) + ".jsonl"), lines);
    ConversionReport again = converter("", new TreeSet<>()).convert(request(source));
    assertThat(again.rows()).containsEntry("stream/stream=primary", 6L);
    assertThat(again.repeated()).isEqualTo(2);
  }

  @Test
  void onlyNumbersThatAreNotFiniteAreTakenOutOfDocuments() {
    String json =
        "{\"uid\": \"NaN\", \"x\": NaN, \"y\": [-Infinity, NaN,Infinity], \"Infinity\": [[NaN]],"
            + " \"z\": \"a NaN, b\"}";
    Dataset<Row> documents =
        spark.createDataset(List.of(json), Encoders.STRING()).toDF("json").select("json");
    assertThat(FiniteJson.of(documents).first().getString(0))
        .isEqualTo(
            "{\"uid\": \"NaN\", \"x\": null, \"y\": [null, null,null], \"Infinity\": [[null]],"
                + " \"z\": \"a NaN, b\"}");
  }

  @Test
  void rowsThatOnlyDatumsTellOfStandForNoEvent() throws IOException {
    Path sample = LocalSpark.samples().resolve("fly-scan-with-camera/archive");
    Path older = MadeRuns.write(folder.resolve("older"), 0, 2);
    Set<String> asked = new TreeSet<>();
    ConvertRequest both =
        new ConvertRequest(
            List.of(older.toString(), sample.toString()),
            folder.resolve("warehouse").toString(),
            Map.of(),
            Optional.empty(),
            Frames.REFERENCED);
    ConversionReport report = converter("", asked).convert(both);
    assertThat(report.documents()).containsEntry("event", 10L);
    assertThat(report.rows())
        .containsEntry("stream/stream=primary", 17L)
        .containsEntry("stream/stream=baseline", 2L);
    assertThat(asked).doesNotContain("events");
  }

  @Test
  void anEventLostBesideSuchRowsFailsTheConversion() {
    Path sample = LocalSpark.samples().resolve("fly-scan-with-camera/archive");
    assertThatThrownBy(() -> converter("stream", new TreeSet<>()).convert(request(sample)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("events read 2, but 1 rows of streams");
  }
}
