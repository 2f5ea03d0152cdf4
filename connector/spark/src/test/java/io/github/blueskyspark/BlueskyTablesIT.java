package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents in memory have the answers of the archive that holds the same documents. */
class BlueskyTablesIT {
  private static final Path ARCHIVE =
      Path.of(System.getProperty("bluesky.root"), "sample-data/documents/archive");
  private static final List<String> TABLES =
      List.of("runs", "streams", "data_keys", "configuration", "events", "documents");

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

  private Dataset<Row> archive(String table) {
    return spark.read().format("bluesky").option("table", table).load(ARCHIVE.toString());
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }

  private void assertSameTables(BlueskyTables tables) {
    for (String table : TABLES) {
      assertThat(rows(tables.table(table))).as(table).isEqualTo(rows(archive(table)));
    }
    assertThat(rows(tables.stream("primary")))
        .isEqualTo(
            rows(
                spark
                    .read()
                    .format("bluesky")
                    .option("table", "stream")
                    .option("stream", "primary")
                    .load(ARCHIVE.toString())));
    assertThat(tables.table("quarantine").count()).isZero();
  }

  @Test
  void textInOrderGivesTheTablesOfTheArchive() {
    Dataset<Row> documents = archive("documents").selectExpr("name", "json AS doc", "1 AS other");
    try (BlueskyTables tables = BlueskyTables.from(documents)) {
      assertSameTables(tables);
    }
  }

  @Test
  void anyOrderDoesWhereRunAndPositionAreThere() {
    Dataset<Row> documents = archive("documents").repartition(5);
    try (BlueskyTables tables = BlueskyTables.from(documents)) {
      assertSameTables(tables);
    }
  }

  @Test
  void variantsDoToo() {
    Dataset<Row> documents = archive("documents").select("run_uid", "position", "name", "doc");
    try (BlueskyTables tables = BlueskyTables.from(documents)) {
      for (String columns : List.of("run_uid, start, stop", "run_uid, stream_names")) {
        String[] selected = columns.split(", ");
        assertThat(rows(tables.runs().selectExpr(selected)))
            .isEqualTo(rows(archive("runs").selectExpr(selected)));
      }
      assertThat(rows(tables.events().select("event_uid", "seq_num", "data")))
          .isEqualTo(rows(archive("events").select("event_uid", "seq_num", "data")));
    }
  }

  @Test
  void anIteratorIsEnough() throws IOException {
    List<Map.Entry<String, String>> documents = new ArrayList<>();
    archive("documents")
        .orderBy("run_uid", "position")
        .select("name", "json")
        .collectAsList()
        .forEach(r -> documents.add(Map.entry(r.getString(0), r.getString(1))));
    try (BlueskyTables tables = BlueskyTables.from(documents)) {
      assertSameTables(tables);
      assertThat(Path.of(java.net.URI.create(tables.path()))).exists();
    }
  }

  @Test
  void mapsAreDocuments() {
    Map<String, Object> start = new LinkedHashMap<>();
    start.put("uid", "run-one");
    start.put("time", 1700000000.5);
    start.put("temperature", Double.NaN);
    try (BlueskyTables tables =
        BlueskyTables.from(
            List.of(
                Map.entry("start", start),
                Map.entry("stop", Map.of("uid", "s", "run_start", "run-one", "time", 2e9))))) {
      assertThat(tables.documents().selectExpr("json").first().getString(0))
          .isEqualTo("{\"uid\":\"run-one\",\"time\":1.7000000005E9,\"temperature\":NaN}");
      assertThat(tables.runs().selectExpr("complete").first().getBoolean(0)).isTrue();
    }
  }

  @Test
  void optionsAreThoseOfTheReader() {
    try (BlueskyTables tables = BlueskyTables.from(archive("documents"))) {
      long scans = tables.option("query", "{\"plan_name\": \"scan\"}").runs().count();
      assertThat(scans).isPositive().isLessThan(tables.runs().count());
      assertThat(tables.options(Map.of("run", "-1")).runs().count()).isEqualTo(1);
      assertThatThrownBy(() -> tables.option("nosuch", "1").runs()).hasMessageContaining("nosuch");
    }
  }

  @Test
  void whatIsNoDocumentIsInQuarantine() {
    Dataset<Row> documents =
        archive("documents")
            .selectExpr("name", "json AS doc")
            .limit(3)
            .union(
                spark.sql(
                    "SELECT * FROM VALUES ('stop', '{}]\n[\"start\", {}'), (CAST(NULL AS STRING), '{}')"));
    try (BlueskyTables tables = BlueskyTables.from(documents)) {
      assertThat(tables.documents().count()).isEqualTo(3);
      assertThat(tables.table("quarantine").count()).isEqualTo(2);
      assertThatThrownBy(() -> tables.option("mode", "FAILFAST").documents().count())
          .hasStackTraceContaining("Cannot read");
    }
  }

  @Test
  void noDocumentsAreNoRuns() {
    Dataset<Row> none = archive("documents").filter("false");
    try (BlueskyTables tables = BlueskyTables.from(none)) {
      assertThat(tables.runs().count()).isZero();
      assertThat(tables.documents().count()).isZero();
    }
  }

  @Test
  void closingRemovesTheDirectory() throws IOException {
    BlueskyTables tables = BlueskyTables.from(archive("documents"));
    Path folder = Path.of(java.net.URI.create(tables.path()));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isNotEmpty().allMatch(p -> p.toString().endsWith(".jsonl"));
    }
    tables.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void columnsThatAreMissingAreNamed() {
    assertThatThrownBy(() -> BlueskyTables.from(archive("documents").drop("name")))
        .hasMessageContaining("column 'name'");
    assertThatThrownBy(
            () -> BlueskyTables.from(archive("documents").selectExpr("name", "1 AS doc")))
        .hasMessageContaining("its type is int");
  }
}
