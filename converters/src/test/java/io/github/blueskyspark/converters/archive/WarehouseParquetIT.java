package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a warehouse come from its Parquet files where these give the answer of the source. */
class WarehouseParquetIT {
  private static final double JUNE = 1_717_500_000.25;
  private static final double MONTH = 31 * 86_400.0;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;
  private Path source;
  private Path warehouse;

  @BeforeEach
  void name() throws IOException {
    source = Files.createDirectory(folder.resolve("source of runs"));
    warehouse = folder.resolve("ware house %1");
  }

  /** A run with one stream; {@code keys} are data_keys as JSON, {@code data} one event's data. */
  private void run(String uid, double time, String keys, List<String> data) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "[\"start\", {\"uid\": \"%s\", \"time\": %s, \"scan_id\": %d, \"plan_name\":"
                + " \"count\"}]%n",
            uid, time, (long) (time % 1000)));
    text.append(
        String.format(
            "[\"descriptor\", {\"uid\": \"%1$s-d\", \"run_start\": \"%1$s\", \"time\": %2$s,"
                + " \"name\": \"primary\", \"data_keys\": {%3$s}, \"configuration\": {}, \"hints\":"
                + " {}, \"object_keys\": {}}]%n",
            uid, time + 1, keys));
    for (int i = 0; i < data.size(); i++) {
      text.append(
          String.format(
              "[\"event\", {\"uid\": \"%1$s-%2$d\", \"descriptor\": \"%1$s-d\", \"time\": %3$s,"
                  + " \"seq_num\": %2$d, \"data\": {%4$s}, \"timestamps\": {}, \"filled\": {}}]%n",
              uid, i + 1, time + 2 + i, data.get(i)));
    }
    Files.writeString(source.resolve(uid + ".jsonl"), text.toString());
  }

  private static String key(String name, String dtype) {
    return String.format(
        "\"%s\": {\"source\": \"sim\", \"dtype\": \"%s\", \"shape\": []}", name, dtype);
  }

  private void stop(String uid, double time) throws IOException {
    String text =
        String.format(
            "[\"stop\", {\"uid\": \"%1$s-s\", \"run_start\": \"%1$s\", \"time\": %2$s,"
                + " \"exit_status\": \"success\", \"num_events\": {\"primary\": 2}}]%n",
            uid, time);
    Files.writeString(source.resolve(uid + ".jsonl"), text, StandardOpenOption.APPEND);
  }

  private void convert() throws IOException {
    ArchiveConverter converter = new ArchiveConverter(spark);
    converter.convert(new ConvertRequest(source.toString(), warehouse.toString()));
  }

  private Dataset<Row> read(Path path, Map<String, String> options) {
    return spark.read().format("bluesky").options(options).load(path.toString());
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }

  private static boolean isParquet(Dataset<Row> table) {
    return table.queryExecution().executedPlan().toString().contains("Parquet files: ");
  }

  /** Compares with the source, and says whether Parquet was read. */
  private boolean equal(Map<String, String> options) {
    Dataset<Row> expected = read(source, options);
    Dataset<Row> found = read(warehouse, options);
    assertThat(found.schema()).as(options.toString()).isEqualTo(expected.schema());
    assertThat(rows(found)).as(options.toString()).isEqualTo(rows(expected));
    return isParquet(found);
  }

  private static Map<String, String> stream(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(Map.of("table", "stream", "stream", "primary"));
    options.putAll(more);
    return options;
  }

  private void fewRuns() throws IOException {
    run("aaaaa-1", JUNE, key("x", "number"), List.of("\"x\": 1.5", "\"x\": 2"));
    stop("aaaaa-1", JUNE + 10);
    run("aaaab-2", JUNE + MONTH, key("x", "number"), List.of("\"x\": 3.5"));
    run("bbbbb-3", JUNE + 2 * MONTH, key("y", "integer"), List.of("\"y\": 3", "\"y\": 4"));
    convert();
  }

  @Test
  void storedTablesComeFromParquetAndOthersFromDocuments() throws IOException {
    fewRuns();
    for (String table :
        List.of("runs", "streams", "data_keys", "configuration", "documents", "quarantine")) {
      assertThat(equal(Map.of("table", table))).as(table).isTrue();
    }
    assertThat(equal(stream(Map.of()))).isTrue();
    assertThat(equal(Map.of("table", "events"))).isFalse();
  }

  @Test
  void runsAreChosenByKeysQueriesAndTimes() throws IOException {
    fewRuns();
    for (Map<String, String> chosen :
        List.of(
            Map.of("run", "aaaab"),
            Map.of("run", "aaaaa-1"),
            Map.of("run", "-1"),
            Map.of("run", "-3,-1"),
            Map.of("run", String.valueOf((long) (JUNE % 1000))),
            Map.of("query", "{\"plan_name\": \"count\"}"),
            Map.of("query", "{\"stop.exit_status\": \"success\"}"),
            Map.of("query", "{\"time\": {\"$gt\": " + (JUNE + 1) + "}}", "run", "-2"),
            Map.of("since", String.valueOf(JUNE + MONTH)),
            Map.of("until", String.valueOf(JUNE + MONTH)),
            Map.of("since", String.valueOf(JUNE + 1), "until", "2024-08-20"))) {
      for (String table : List.of("runs", "data_keys", "documents", "events")) {
        Map<String, String> options = new HashMap<>(chosen);
        options.put("table", table);
        assertThat(equal(options)).as(options.toString()).isEqualTo(!table.equals("events"));
      }
    }
    assertThat(equal(stream(Map.of("run", "aaaab")))).isTrue();
    assertThat(equal(stream(Map.of("since", "2024-07-01")))).isTrue();
    assertThat(equal(Map.of("query", "{\"descriptors.name\": \"primary\"}"))).isFalse();
  }

  @Test
  void conditionsPruneFilesAndStayTrue() throws IOException {
    fewRuns();
    String one = "run_uid = 'aaaab-2'";
    for (String table : List.of("runs", "data_keys", "documents", "events")) {
      Map<String, String> options = Map.of("table", table);
      assertThat(rows(read(warehouse, options).where(one)))
          .isNotEmpty()
          .isEqualTo(rows(read(source, options).where(one)));
    }
    Dataset<Row> primary = read(warehouse, stream(Map.of()));
    Dataset<Row> pruned = primary.where(one).select("seq_num", "x");
    assertThat(pruned.queryExecution().executedPlan().toString())
        .contains("Parquet files: 1 of 3")
        .contains("PushedFilters: [run_uid IS NOT NULL, run_uid = aaaab-2]");
    assertThat(rows(pruned)).containsExactly("{\"seq_num\":1,\"x\":3.5}");
    assertThat(read(warehouse, Map.of()).where("start_time > '2024-08-01'").count()).isEqualTo(1);
    assertThat(primary.where("seq_num = 2").count()).isEqualTo(2);
    assertThat(primary.where("seq_num = 2 AND x IS NULL").count()).isEqualTo(1);
    assertThat(primary.limit(2).collectAsList()).hasSize(2);
    assertThat(primary.count()).isEqualTo(5);
  }

  @Test
  @Tag("slow")
  void laterConversionsAddKeysAndUpgradeRuns() throws IOException {
    fewRuns();
    run("ccccc-4", JUNE - MONTH, key("z", "string"), List.of("\"z\": \"ü\""));
    convert();
    assertThat(equal(stream(Map.of()))).isTrue();
    assertThat(equal(Map.of())).isTrue();
    stop("aaaab-2", JUNE + MONTH + 10);
    convert();
    assertThat(equal(Map.of())).isTrue();
    assertThat(equal(stream(Map.of()))).isTrue();
    assertThat(equal(Map.of("table", "documents"))).isTrue();
  }

  @Test
  void aKeyWhoseTypeChangedBetweenConversionsHasOneTypeInAllFiles() throws IOException {
    fewRuns();
    run("ddddd-5", JUNE + 3 * MONTH, key("y", "number"), List.of("\"y\": 0.5"));
    convert();
    assertThat(equal(stream(Map.of()))).isTrue();
    Dataset<Row> without = read(warehouse, stream(Map.of())).select("run_uid", "x");
    assertThat(rows(without))
        .isEqualTo(rows(read(source, stream(Map.of())).select("run_uid", "x")));
    assertThat(isParquet(without)).isTrue();
    // the run itself says BIGINT
    assertThat(equal(stream(Map.of("run", "bbbbb")))).isFalse();
  }

  @Test
  void columnsThatHaveAnotherNameThanTheirKeyAreReadFromDocuments() throws IOException {
    run(
        "aaaaa-1",
        JUNE,
        key("a", "number") + ", " + key("ts_a", "number") + ", " + key("time", "number"),
        List.of("\"a\": 1, \"ts_a\": 2, \"time\": 3"));
    run("aaaab-2", JUNE + 1, key("a", "number"), List.of("\"a\": 4"));
    convert();
    assertThat(equal(stream(Map.of()))).isFalse();
    assertThat(equal(stream(Map.of("run", "aaaab")))).isFalse();
    assertThat(equal(stream(Map.of("run", "aaaaa")))).isFalse();
    Dataset<Row> plain = read(warehouse, stream(Map.of())).select("a", "time");
    assertThat(rows(plain)).isEqualTo(rows(read(source, stream(Map.of())).select("a", "time")));
    assertThat(isParquet(plain)).isTrue();
  }

  @Test
  void optionsThatChangeRowsAreAnsweredFromDocuments() throws IOException {
    run("aaaaa-1", JUNE, key("x", "integer"), List.of("\"x\": 1", "\"x\": \"no\""));
    convert();
    assertThat(equal(stream(Map.of()))).isTrue();
    assertThat(equal(stream(Map.of("mode", "DROPMALFORMED")))).isFalse();
    assertThat(equal(stream(Map.of("includeSuperseded", "true")))).isFalse();
    assertThat(equal(stream(Map.of("columnNameOfCorruptRecord", "bad")))).isFalse();
    assertThat(equal(Map.of("table", "documents", "order", "canonical"))).isFalse();
    assertThat(read(warehouse, Map.of()).select("_metadata.file_name").count()).isEqualTo(1);
  }
}
