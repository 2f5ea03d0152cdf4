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
import org.junit.jupiter.api.io.TempDir;

/** Writes one document archive and reads it as users do. */
abstract class BadInput {
  static final String START = "[\"start\", {\"uid\": \"run-1\", \"time\": 1.0}]\n";
  static final String DESCRIPTOR = descriptor("d", "primary", "\"x\": {\"dtype\": \"number\"}");
  static final String STOP =
      "[\"stop\", {\"uid\": \"s\", \"run_start\": \"run-1\", \"time\": 9.0, \"exit_status\": \"success\"}]\n";
  static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.caseSensitive", "true")
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  static String descriptor(String uid, String stream, String keys) {
    return "[\"descriptor\", {\"uid\": \""
        + uid
        + "\", \"run_start\": \"run-1\", \"time\": 1.0, \"name\": \""
        + stream
        + "\", \"data_keys\": {"
        + keys
        + "}}]\n";
  }

  static String event(String uid, Object seqNum, String data) {
    return "[\"event\", {\"uid\": \""
        + uid
        + "\", \"descriptor\": \"d\", \"time\": 2.0, \"seq_num\": "
        + seqNum
        + ", \"data\": {"
        + data
        + "}, \"timestamps\": {}}]\n";
  }

  static String event(int seqNum) {
    return event("e" + seqNum, seqNum, "\"x\": " + seqNum);
  }

  void archive(String... lines) throws IOException {
    Files.writeString(folder.resolve("run.jsonl"), String.join("", lines));
  }

  Dataset<Row> read(String table, String... options) {
    Map<String, String> all = new HashMap<>(Map.of("table", table));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return spark.read().format("bluesky").options(all).load(folder.toString());
  }

  List<Object> column(String table, String column, String... options) {
    return read(table, options).select(column).collectAsList().stream().map(r -> r.get(0)).toList();
  }

  List<Object> rules() {
    return column("quarantine", "rule");
  }

  List<Object> x(String... options) {
    Dataset<Row> rows =
        spark
            .read()
            .format("bluesky")
            .option("table", "stream")
            .option("stream", "primary")
            .options(pairs(options))
            .load(folder.toString());
    return rows.orderBy("seq_num").select("x").collectAsList().stream().map(r -> r.get(0)).toList();
  }

  static Map<String, String> pairs(String... options) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return all;
  }

  /** PERMISSIVE puts it into quarantine, FAILFAST says where it stands. */
  void rejectedAs(String rule) {
    assertThat(rules()).containsExactly(rule);
    assertThatThrownBy(() -> read("events", "mode", "FAILFAST").collectAsList())
        .hasMessageContaining("run.jsonl")
        .hasMessageContaining("byte")
        .hasMessageContaining("Cannot read");
  }
}
