package io.github.blueskyspark.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing documents through {@code format("bluesky")}, as users do. */
class DocumentSavingIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");

  @TempDir Path folder;
  private SparkSession spark;

  @BeforeEach
  void join() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "3")
            .getOrCreate();
  }

  private Dataset<Row> documents(Path archive) {
    return spark.read().format("bluesky").option("table", "documents").load(archive.toString());
  }

  private Dataset<Row> rows(String... values) {
    return spark
        .sql(
            "SELECT * FROM VALUES "
                + String.join(", ", values)
                + " AS t(run_uid, position, name, json)")
        .selectExpr("run_uid", "CAST(position AS BIGINT) AS position", "name", "json");
  }

  private static void save(Dataset<Row> documents, SaveMode mode, Path target) {
    documents
        .write()
        .format("bluesky")
        .option("archive", "jsonl")
        .mode(mode)
        .save(target.toString());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void jsonLinesComeBackByteForByte() throws IOException {
    Path archive = SAMPLES.resolve("documents/archive");
    Path target = folder.resolve("new");
    save(documents(archive).repartition(7), SaveMode.ErrorIfExists, target);
    assertThat(files(target)).hasSameSizeAs(files(archive));
    for (Path source : files(archive)) {
      assertThat(target.resolve(source.getFileName())).hasSameBinaryContentAs(source);
    }
  }

  @Test
  void messagesComeBackByteForByteAlsoByWayOfParquet() throws IOException {
    Path archive = SAMPLES.resolve("give-back/archive");
    String between = folder.resolve("parquet").toString();
    // Spark would make Parquet's variants anew, without what is beyond JSON.
    spark.conf().set("spark.sql.variant.allowReadingShredded", "false");
    spark.conf().set("spark.sql.variant.inferShreddingSchema", "false");
    documents(archive).write().parquet(between);
    spark
        .read()
        .parquet(between)
        .write()
        .format("bluesky")
        .option("archive", "msgpack")
        .save(folder.resolve("new").toString());
    for (Path source : files(archive)) {
      assertThat(folder.resolve("new").resolve(source.getFileName()))
          .hasSameBinaryContentAs(source);
    }
    spark.conf().unset("spark.sql.variant.allowReadingShredded");
    spark.conf().unset("spark.sql.variant.inferShreddingSchema");
  }

  @Test
  void theDefaultModeWantsAnEmptyDirectory() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "x");
    Dataset<Row> one = rows("('r1', 0, 'start', '{}')");
    assertThatThrownBy(() -> save(one, SaveMode.ErrorIfExists, folder))
        .hasMessageContaining("holds something already");
    save(one, SaveMode.Ignore, folder);
    assertThat(files(folder)).hasSize(1);
  }

  @Test
  void aTargetThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Dataset<Row> one = rows("('r1', 0, 'start', '{}')");
    for (Path target : List.of(file, file.resolve("below/it"))) {
      assertThatThrownBy(() -> save(one, SaveMode.Append, target))
          .hasMessageContaining("Cannot write documents: ")
          .hasMessageContaining("file is a file. Name a directory.");
    }
    assertThat(file).hasContent("x");
  }

  @Test
  void appendAddsRunsAndLetsThemGrowAndChangesNone() throws IOException {
    save(rows("('r1', 0, 'start', '{}')"), SaveMode.Append, folder);
    save(rows("('r2', 0, 'start', '{}')"), SaveMode.Append, folder);
    save(rows("('r1', 1, 'stop', '{}')", "('r1', 0, 'start', '{}')"), SaveMode.Append, folder);
    assertThat(files(folder)).hasSize(2);
    assertThat(folder.resolve("r1.jsonl")).hasContent("[\"start\", {}]\n[\"stop\", {}]\n");
    assertThatThrownBy(() -> save(rows("('r1', 0, 'start', '{ }')"), SaveMode.Append, folder))
        .hasStackTraceContaining("Cannot append run r1");
    assertThat(files(folder)).hasSize(2);
    assertThat(Files.readString(folder.resolve("r1.jsonl"))).contains("stop");
  }

  @Test
  void overwriteReplacesTheArchiveAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("camera.h5"), "x");
    save(rows("('r1', 0, 'start', '{}')"), SaveMode.Append, folder);
    save(rows("('r2', 0, 'start', '{}')"), SaveMode.Overwrite, folder);
    assertThat(files(folder))
        .extracting(p -> p.getFileName().toString())
        .containsExactly("camera.h5", "r2.jsonl");
    Dataset<Row> itself =
        spark.createDataFrame(
            rows("('r2', 0, 'start', '{}')").collectAsList(),
            rows("('r2', 0, 'start', '{}')").schema());
    save(itself, SaveMode.Overwrite, folder);
    assertThat(folder.resolve("r2.jsonl")).hasContent("[\"start\", {}]\n");
  }

  @Test
  void aBrokenDocumentLeavesNothingBehind() throws IOException {
    for (String bad :
        List.of(
            "('r2', 0, 'start', '{\"a\": ')",
            "('r2', 0, 'start', '[]')",
            "('r2', 0, 'nothing', '{}')",
            "('r2', 0, 'start', CAST(NULL AS STRING))",
            "(CAST(NULL AS STRING), 0, 'start', '{}')",
            "('r2', CAST(NULL AS INT), 'start', '{}')",
            "('r1', 0, 'start', '{}')")) {
      Path target = folder.resolve("new");
      assertThatThrownBy(() -> save(rows("('r1', 0, 'start', '{}')", bad), SaveMode.Append, target))
          .hasStackTraceContaining("Cannot write");
      assertThat(Files.exists(target) ? files(target) : List.of()).isEmpty();
    }
  }

  @Test
  void aVariantAloneIsWrittenToo() throws IOException {
    Dataset<Row> variant =
        rows("('r1', 0, 'start', '{\"b\": 0.1, \"a\": [1, 1e300, true, \"x\"]}')")
            .selectExpr("run_uid", "position", "name", "parse_json(json) AS doc");
    save(variant, SaveMode.Append, folder);
    assertThat(folder.resolve("r1.jsonl"))
        .hasContent("[\"start\", {\"a\": [1, 1e+300, true, \"x\"], \"b\": 0.1}]\n");
  }

  @Test
  void columnsAndOptionsThatMeanNothingAreNamed() {
    Dataset<Row> one = rows("('r1', 0, 'start', '{}')");
    assertThatThrownBy(() -> save(one.withColumnRenamed("name", "naem"), SaveMode.Append, folder))
        .hasMessageContaining("Cannot write column 'naem'")
        .hasMessageContaining("'name'");
    assertThatThrownBy(() -> save(one.drop("position"), SaveMode.Append, folder))
        .hasMessageContaining("column 'position' is missing");
    assertThatThrownBy(() -> save(one.drop("json"), SaveMode.Append, folder))
        .hasMessageContaining("neither column");
    assertThatThrownBy(
            () ->
                save(
                    one.selectExpr("run_uid", "'0' AS position", "name", "json"),
                    SaveMode.Append,
                    folder))
        .hasMessageContaining("its type is string");
    assertThatThrownBy(
            () -> one.write().format("bluesky").option("archive", "tiled").save(folder.toString()))
        .hasMessageContaining("only jsonl and msgpack can be written");
    assertThatThrownBy(
            () -> one.write().format("bluesky").option("query", "{}").save(folder.toString()))
        .hasMessageContaining("option 'query'");
    assertThatThrownBy(
            () -> one.write().format("bluesky").option("nosuch", "1").save(folder.toString()))
        .hasMessageContaining("nosuch");
    assertThatThrownBy(
            () -> one.write().format("bluesky").partitionBy("name").save(folder.toString()))
        .hasMessageContaining("Leave partitioning out");
  }

  @Test
  void aSchemaOfTheUsersOwnIsRefused() {
    assertThatThrownBy(
            () ->
                spark
                    .read()
                    .format("bluesky")
                    .schema("a INT")
                    .load(SAMPLES.resolve("documents/archive").toString())
                    .count())
        .hasMessageContaining("Leave schema(…) out");
  }

  @Test
  void utf8StaysAsItIs() throws IOException {
    save(rows("('r1', 0, 'start', '{\"a\": \"é°😀\"}')"), SaveMode.Append, folder);
    assertThat(Files.readString(folder.resolve("r1.jsonl"), StandardCharsets.UTF_8))
        .isEqualTo("[\"start\", {\"a\": \"é°😀\"}]\n");
  }
}
