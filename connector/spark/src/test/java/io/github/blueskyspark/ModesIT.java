package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of values and documents that do not fit, by option {@code mode}. */
class ModesIT {
  private static final String DOCUMENTS =
      """
      ["start", {"uid": "run-1", "time": 1.0}]
      ["descriptor", {"uid": "d", "run_start": "run-1", "time": 1.0, "name": "primary", \
      "data_keys": {"n": {"source": "s", "dtype": "integer", "shape": []}, \
      "a": {"source": "s", "dtype": "array", "shape": [2]}}}]
      ["event", {"uid": "e1", "descriptor": "d", "time": 1.0, "seq_num": 1, \
      "data": {"n": 1, "a": [1, 2]}, "timestamps": {}}]
      ["event", {"uid": "e2", "descriptor": "d", "time": 1.0, "seq_num": 2, \
      "data": {"n": 2.5, "a": ["x", {"y": [NaN, 123456789012345678901234567890]}]}, "timestamps": {}}]
      ["event", {"uid": "e3", "descriptor": "d", "time": 1.0, "seq_num": 3, \
      "data": {"n": null, "a": [3.5, null]}, "timestamps": {}}]
      ["event", {"uid": "e4", "descriptor": "d", "time": 1.0, "seq_num": 0, \
      "data": {"n": 4, "a": [1, 2]}, "timestamps": {}}]
      """;
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void oneRun() throws IOException {
    Files.writeString(folder.resolve("run.jsonl"), DOCUMENTS);
  }

  private Dataset<Row> read(String table, String... options) {
    Map<String, String> all = new HashMap<>(Map.of("table", table));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    if (table.equals("stream")) {
      all.put("stream", "primary");
    }
    return spark.read().format("bluesky").options(all).load(folder.toString());
  }

  private static List<Object> column(Dataset<Row> rows, String name) {
    return rows.orderBy("seq_num").select(name).collectAsList().stream()
        .map(r -> r.get(0))
        .toList();
  }

  @Test
  void permissiveKeepsTheRowWithANull() {
    Dataset<Row> rows = read("stream");
    assertThat(column(rows, "seq_num")).containsExactly(1L, 2L, 3L);
    assertThat(column(rows, "n")).containsExactly(1L, null, null);
    assertThat(read("quarantine").select("rule").collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactly("seq-num");
    Row notes = read("runs").select("notes").head();
    assertThat(notes.<String>getList(0))
        .anyMatch(n -> n.contains("'n'") && n.contains("seq_num 2"))
        .anyMatch(n -> n.contains("'a'"));
  }

  @Test
  void dropmalformedLeavesTheRowOut() {
    assertThat(column(read("stream", "mode", "DROPMALFORMED"), "seq_num")).containsExactly(1L, 3L);
    assertThat(column(read("events", "mode", "dropmalformed"), "seq_num"))
        .containsExactly(1L, 2L, 3L);
    assertThat(read("quarantine", "mode", "DROPMALFORMED").count()).isEqualTo(1);
  }

  @Test
  void failfastStops() {
    assertThatThrownBy(() -> read("stream", "mode", "FAILFAST").collectAsList())
        .hasMessageContaining("run.jsonl:byte")
        .hasMessageContaining("Cannot read");
    assertThatThrownBy(() -> read("runs", "mode", "FAILFAST").select("notes").collectAsList())
        .hasMessageContaining("seq_num");
  }

  @Test
  void theCorruptColumnHasTheValuesAsJson() {
    String wanted = "{\"n\":2.5,\"a\":[\"x\",{\"y\":[NaN,123456789012345678901234567890]}]}";
    for (String table : List.of("stream", "events")) {
      Dataset<Row> rows = read(table, "columnNameOfCorruptRecord", "_bad");
      assertThat(rows.columns()[rows.columns().length - 1]).isEqualTo("_bad");
      assertThat(rows.schema().apply("_bad").dataType().simpleString()).isEqualTo("string");
      if (table.equals("stream")) {
        rows = rows.select("seq_num", "n", "a", "_bad");
      }
      assertThat(column(rows, "_bad")).as(table).containsExactly(null, wanted, null);
      assertThat(rows.where("_bad IS NOT NULL").count()).isEqualTo(1);
    }
    assertThat(read("documents", "columnNameOfCorruptRecord", "_bad").columns())
        .doesNotContain("_bad");
    assertThatThrownBy(() -> read("stream", "columnNameOfCorruptRecord", "n").collectAsList())
        .hasMessageContaining("columnNameOfCorruptRecord");
  }

  @Test
  void filesEndWhereDamageBeginsWhenCorruptFilesAreIgnored() throws IOException {
    String cut = DOCUMENTS.substring(0, DOCUMENTS.indexOf("[\"event\", {\"uid\": \"e2\""));
    Files.writeString(folder.resolve("run.jsonl"), cut + "[\"event\", {\"uid\": ");
    assertThatThrownBy(() -> read("events", "mode", "FAILFAST").collectAsList())
        .hasMessageContaining("run.jsonl");
    Dataset<Row> rows = read("stream", "mode", "FAILFAST", "ignoreCorruptFiles", "true");
    assertThat(column(rows, "n")).containsExactly(1L);
  }
}
