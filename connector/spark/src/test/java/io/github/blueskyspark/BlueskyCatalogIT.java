package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * SQL through the catalog on sample data; the expected figures were computed by the Python stack.
 */
class BlueskyCatalogIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.catalog.docs", BlueskyCatalog.class.getName())
            .config("spark.sql.catalog.docs.path", SAMPLES.resolve("documents/archive").toString())
            .config("spark.sql.catalog.blob", BlueskyCatalog.class.getName())
            .config("spark.sql.catalog.blob.path", SAMPLES.resolve("blob-count/archive").toString())
            .config("spark.sql.catalog.blob.rootMap", "/data/bluesky-samples=" + SAMPLES)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static JsonNode expected(String file) throws IOException {
    return new ObjectMapper().readTree(SAMPLES.resolve(file).toFile());
  }

  private static List<Row> rows(String sql) {
    return spark.sql(sql).collectAsList();
  }

  private static String plan(String sql) {
    return rows("EXPLAIN FORMATTED " + sql).get(0).getString(0);
  }

  @Test
  void namespacesAreThoseOfTheContract() {
    assertThat(rows("SHOW NAMESPACES IN docs").stream().map(r -> r.getString(0)))
        .containsExactly("stream", "frames", "run");
    assertThat(rows("SHOW TABLES IN blob.frames").stream().map(r -> r.getString(1)))
        .containsExactlyInAnyOrder("det", "det-sum");
  }

  @Test
  void countsAreThoseOfThePythonStack() throws IOException {
    JsonNode archive = expected("documents/expected/archive.json");
    for (String table : List.of("documents", "events", "data_keys", "configuration")) {
      long count = rows("SELECT count(*) FROM docs." + table).get(0).getLong(0);
      assertThat(count).as(table).isEqualTo(archive.get(table).asLong());
    }
    assertThat(rows("SELECT run_uid FROM docs.runs"))
        .hasSize(archive.get("runs_by_start_time").size());
  }

  @Test
  void framesAreThoseOfThePythonStack() throws IOException {
    JsonNode frames =
        expected("blob-count/expected/frames.json").elements().next().at("/primary/det/rows");
    List<Row> found =
        rows(
            "SELECT seq_num, sum, min, max, blob.nd_sum(image), sha2(image.data, 256), image.shape"
                + " FROM blob.frames.det ORDER BY seq_num");
    assertThat(found).hasSize(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      Row row = found.get(i);
      assertThat(row.getLong(0)).isEqualTo(frames.get(i).get("seq_num").asLong());
      assertThat(row.getDouble(1)).isEqualTo(frames.get(i).get("sum").asDouble());
      assertThat(row.getDouble(2)).isEqualTo(frames.get(i).get("min").asDouble());
      assertThat(row.getDouble(3)).isEqualTo(frames.get(i).get("max").asDouble());
      assertThat(row.getDouble(4)).isEqualTo(row.getDouble(1));
      assertThat(row.getString(5)).isEqualTo(frames.get(i).get("sha256").asText());
      assertThat(row.getList(6)).hasToString("[240, 320]");
    }
  }

  @Test
  void conditionsColumnsAndLimitsArePushedDown() {
    assertThat(plan("SELECT scan_id FROM docs.runs WHERE plan_name = 'scan'"))
        .contains("plan_name = scan")
        .contains("Columns: [scan_id, plan_name]");
    assertThat(
            plan(
                "SELECT scan_id FROM docs.runs WHERE docs.matches(start, '{\"plan_name\":"
                    + " \"scan\"}')"))
        .contains("matches(start, '{\"plan_name\": \"scan\"}')")
        .doesNotContain("Condition");
    assertThat(plan("SELECT * FROM docs.runs LIMIT 2")).contains("PushedLimit: 2");
    assertThat(plan("SELECT image.shape FROM blob.frames.det")).contains("image (header)");
  }

  @Test
  void validateListsWhatBreaksTheRules() {
    assertThat(rows("CALL docs.system.validate(run => '1b8fb60a')")).isEmpty();
    Dataset<Row> found = spark.sql("CALL docs.system.validate()");
    assertThat(found.columns()).containsExactly("severity", "run_uid", "rule", "where", "message");
    assertThat(found.collectAsList())
        .isNotEmpty()
        .anyMatch(r -> r.getString(0).equals("warning") && r.getString(2).equals("no-stop"));
  }

  @Test
  void matchesAgreesWithOrdinaryConditions() {
    long pushed =
        rows("SELECT * FROM docs.runs WHERE docs.matches(start, '{\"plan_name\": \"scan\"}')")
            .size();
    long plain = rows("SELECT * FROM docs.runs WHERE plan_name = 'scan'").size();
    assertThat(pushed).isEqualTo(plain).isPositive();
    assertThat(rows("CALL docs.system.search(query => '{\"plan_name\": \"scan\"}')"))
        .hasSize((int) plain);
  }

  @Test
  void functionsWorkUnderPlainNamesToo() {
    BlueskyFunctions.register(spark);
    Row row =
        rows("SELECT nd_sum(x), nd_get(x, -1), nd_sum(null_x) FROM (SELECT named_struct('dtype',"
                + " '<u2', 'shape', array(2), 'data', X'0100FFFF') AS x, CAST(NULL AS"
                + " STRUCT<dtype: STRING, shape: ARRAY<INT>, data: BINARY>) AS null_x)")
            .get(0);
    assertThat(row.getDouble(0)).isEqualTo(65536.0);
    assertThat(row.getDouble(1)).isEqualTo(65535.0);
    assertThat(row.isNullAt(2)).isTrue();
  }

  @Test
  void metadataSaysWhereARowWasRead() {
    Row row =
        rows("SELECT _metadata.file_name, _metadata.byte_offset, run_uid FROM docs.documents WHERE"
                + " position = 0")
            .get(0);
    assertThat(row.getString(0)).isEqualTo(row.getString(2) + ".jsonl");
    assertThat(row.getLong(1)).isZero();
    assertThat(spark.table("docs.runs").columns()).doesNotContain("_metadata");
  }

  @Test
  void wrongNamesAreAnsweredWithNearOnes() {
    assertThatThrownBy(() -> rows("SELECT * FROM docs.stream.`primry`"))
        .hasMessageContaining("primry")
        .hasMessageContaining("primary");
    assertThatThrownBy(() -> rows("SELECT * FROM docs.runz")).hasMessageContaining("'runs'");
    assertThatThrownBy(() -> rows("SELECT * FROM docs.runs WITH (roii = '1:2')"))
        .hasMessageContaining("roii")
        .hasMessageContaining("'roi'");
    assertThatThrownBy(
            () -> spark.read().format("bluesky").option("table", "rans").load(SAMPLES.toString()))
        .hasMessageContaining("rans")
        .hasMessageContaining("'runs'");
    assertThatThrownBy(() -> spark.read().format("bluesky").load(SAMPLES + "/no-such"))
        .hasMessageContaining("no-such: Cannot list archive: no such file or directory");
  }
}
