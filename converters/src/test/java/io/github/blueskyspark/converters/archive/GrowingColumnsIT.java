package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One type a column, whatever keys and types the conversions bring one after the other. */
class GrowingColumnsIT {
  private static final String BIG = "9007199254740993";

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private void convert() throws IOException {
    convert("source", Map.of());
  }

  private void convert(String source, Map<String, String> options) throws IOException {
    new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(folder.resolve(source).toString()),
                warehouse().toString(),
                options,
                Optional.empty(),
                Frames.REFERENCED));
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private Path stream() {
    return warehouse().resolve("stream/stream=primary");
  }

  /** Rows as another program reads them that is told nothing but the folder. */
  private List<String> values(String... columns) {
    List<String> values = new ArrayList<>();
    Dataset<Row> rows = spark.read().parquet(stream().toString()).orderBy("run_uid", "seq_num");
    for (Row row : rows.selectExpr(columns).collectAsList()) {
      List<String> one = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        one.add(String.valueOf(row.get(i)));
      }
      values.add(String.join(" ", one));
    }
    return values;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(stream())) {
      return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  /** Types a column has in different files. */
  private Map<String, Set<String>> types() throws IOException {
    Map<String, Set<String>> types = new TreeMap<>();
    for (Path file : files()) {
      for (var field : spark.read().parquet(file.toString()).schema().fields()) {
        types
            .computeIfAbsent(field.name(), n -> new TreeSet<>())
            .add(field.dataType().simpleString());
      }
    }
    return types;
  }

  private void likeTheSource(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(Map.of("table", "stream", "stream", "primary"));
    options.putAll(more);
    Dataset<Row> given =
        spark.read().format("bluesky").options(options).load(folder.resolve("source").toString());
    Dataset<Row> held =
        spark.read().format("bluesky").options(options).load(warehouse().toString());
    assertThat(held.schema()).isEqualTo(given.schema());
    assertThat(held.toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(given.toJSON().collectAsList());
  }

  private void isWhole() throws IOException {
    VerifyRequest request =
        new VerifyRequest(
            warehouse().toString(), List.of(folder.resolve("source").toString()), Map.of());
    assertThat(new WarehouseVerifier(spark, request).verify().examples()).isEmpty();
  }

  @Test
  void aWiderTypeIsWrittenIntoOlderFilesTheSameDay() throws IOException {
    run("source", "a", "x", "integer", "1", 2);
    convert();
    assertThat(values("x")).containsExactly("1", "1");
    run("source", "b", "x", "number", "2.5", 1);
    convert();
    assertThat(types()).containsEntry("x", Set.of("double"));
    assertThat(values("x")).containsExactly("1.0", "1.0", "2.5");
    likeTheSource(Map.of());
    likeTheSource(Map.of("run", "a0000000"));
    isWhole();
    run("source", "d", "x", "integer", "4", 1);
    convert();
    assertThat(types()).containsEntry("x", Set.of("double"));
    assertThat(values("x")).containsExactly("1.0", "1.0", "2.5", "4.0");
    likeTheSource(Map.of());
    isWhole();
  }

  @Test
  void aNewKeyLeavesOlderFilesAloneAndNewFilesHaveAllColumns() throws IOException {
    run("source", "a", "x", "integer", "1", 1);
    convert();
    Path old = files().get(0);
    FileTime before = Files.getLastModifiedTime(old);
    run("source", "b", "y", "string", "\"new\"", 1);
    convert();
    assertThat(Files.getLastModifiedTime(old)).isEqualTo(before);
    assertThat(files()).hasSize(2);
    Path young = files().stream().filter(f -> !f.equals(old)).findFirst().orElseThrow();
    assertThat(spark.read().parquet(young.toString()).columns())
        .containsExactly("run_uid", "seq_num", "time", "x", "ts_x", "y", "ts_y");
    likeTheSource(Map.of());
    isWhole();
  }

  @Test
  void integersThatADoubleWouldChangeStayWhatTheyAre() throws IOException {
    run("source", "a", "x", "integer", BIG, 1);
    convert();
    run("source", "b", "x", "number", "2.5", 1);
    convert();
    assertThat(types()).containsEntry("x", Set.of("variant"));
    assertThat(values("to_json(x)")).containsExactly(BIG, "2.5");
    likeTheSource(Map.of());
    isWhole();
  }

  @Test
  @Tag("slow")
  void newIntegersThatADoubleWouldChangeStayWhatTheyAre() throws IOException {
    run("source", "a", "x", "number", "2.5", 1);
    convert();
    run("source", "b", "x", "integer", "-" + BIG, 1);
    convert();
    assertThat(types()).containsEntry("x", Set.of("variant"));
    assertThat(values("to_json(x)")).containsExactly("2.5", "-" + BIG);
    likeTheSource(Map.of());
  }

  @Test
  @Tag("slow")
  void listsWidenByTheirElementsAndAnythingElseIsVariant() throws IOException {
    run("source", "a", "x", "array", "[1, 2]", 1);
    convert();
    run("source", "b", "x", "array", "[0.5]", 1);
    convert();
    run("source", "c", "x", "string", "\"s\"", 1);
    convert();
    assertThat(types().get("x")).hasSize(1);
    assertThat(values("to_json(x)")).hasSize(3).last().isEqualTo("\"s\"");
    likeTheSource(Map.of());
    isWhole();
  }

  @Test
  @Tag("slow")
  void aFileWrittenAnewStillBelongsToItsConversion() throws IOException {
    run("source", "a", "x", "integer", "1", 1);
    convert("source", Map.of("until", "2030"));
    run("other", "b", "x", "number", "2.5", 1);
    convert("other", Map.of());
    assertThat(values("x")).containsExactly("1.0", "2.5");
    run("source", "a", "x", "integer", "1", 3);
    convert("source", Map.of("until", "2030"));
    assertThat(values("x")).containsExactly("1.0", "1.0", "1.0", "2.5");
    assertThat(types()).containsEntry("x", Set.of("double"));
    convert("source", Map.of("until", "2030"));
    assertThat(files()).hasSize(2);
  }

  private void run(String source, String uid, String key, String dtype, String value, int events)
      throws IOException {
    String id = uid + "0000000-0000-4000-8000-00000000000";
    List<String> lines = new ArrayList<>();
    lines.add("[\"start\", {\"uid\": \"" + id + "0\", \"time\": 1700000000.0}]");
    String shape = dtype.equals("array") ? "[null]" : "[]";
    lines.add(
        String.format(
            "[\"descriptor\", {\"uid\": \"%s1\", \"run_start\": \"%s0\", \"time\": 1700000001.0,"
                + " \"name\": \"primary\", \"data_keys\": {\"%s\": {\"source\": \"s\", \"dtype\":"
                + " \"%s\", \"shape\": %s}}, \"configuration\": {}, \"object_keys\": {}, \"hints\":"
                + " {}}]",
            id, id, key, dtype, shape));
    for (int n = 1; n <= events; n++) {
      lines.add(
          String.format(
              "[\"event\", {\"uid\": \"%s2%d\", \"descriptor\": \"%s1\", \"time\": 1700000002.0,"
                  + " \"seq_num\": %d, \"data\": {\"%s\": %s}, \"timestamps\": {\"%s\": 1.0},"
                  + " \"filled\": {}}]",
              id, n, id, n, key, value, key));
    }
    lines.add(
        String.format(
            "[\"stop\", {\"uid\": \"%s3\", \"run_start\": \"%s0\", \"time\": 1700000003.0,"
                + " \"exit_status\": \"success\"}]",
            id, id));
    Files.write(Files.createDirectories(folder.resolve(source)).resolve(uid + ".jsonl"), lines);
  }
}
