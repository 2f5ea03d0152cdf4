package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spark.functions.CatalogFunctions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every function is called by Spark's generated code, in the same stage as the scan. */
class GeneratedCodeIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("nd_sum", "blob.nd_sum(image)"),
          Map.entry("nd_mean", "blob.nd_mean(image)"),
          Map.entry("nd_min", "blob.nd_min(image)"),
          Map.entry("nd_max", "blob.nd_max(image)"),
          Map.entry("nd_std", "blob.nd_std(image)"),
          Map.entry("nd_size", "blob.nd_size(image)"),
          Map.entry("nd_get", "blob.nd_get(image, 3, -1)"),
          Map.entry("nd_slice", "blob.nd_slice(image, '10:20,:')"),
          Map.entry("nd_sum_axis", "blob.nd_sum_axis(image, 0)"),
          Map.entry("nd_histogram", "blob.nd_histogram(image, 0, 100, 10)"),
          Map.entry("nd_centroid", "blob.nd_centroid(image)"),
          Map.entry("nd_radial", "blob.nd_radial(image, 120, 160, 10)"),
          Map.entry("nd_values", "blob.nd_values(image)"),
          Map.entry("nd_png", "blob.nd_png(image)"),
          Map.entry("matches", "blob.matches(start, '{\"plan_name\": \"count\"}')"));

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.catalog.blob", BlueskyCatalog.class.getName())
            .config("spark.sql.catalog.blob.path", SAMPLES.resolve("blob-count/archive").toString())
            .config("spark.sql.catalog.blob.rootMap", "/data/bluesky-samples=" + SAMPLES)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void everyFunctionIsCalledByGeneratedCode() {
    assertThat(CALLS.keySet()).containsExactlyInAnyOrderElementsOf(CatalogFunctions.names());
    Map<String, String> missing = new TreeMap<>();
    CALLS.forEach(
        (name, call) -> {
          String table = name.equals("matches") ? "blob.runs" : "blob.frames.det";
          String code = code("SELECT " + call + " AS x FROM " + table);
          if (!code.contains("Found 1 WholeStageCodegen subtrees") || !isCalled(name, code)) {
            missing.put(name, code);
          }
        });
    assertThat(missing).isEmpty();
  }

  private static boolean isCalled(String name, String code) {
    StringBuilder type = new StringBuilder();
    for (String word : name.split("_", -1)) {
      type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    // matches keeps the parsed query, so it is a method of an object
    return name.equals("matches")
        ? code.contains("functions.MatchesVariant)") && code.contains(".invoke(")
        : code.contains("functions." + type + ".invoke(");
  }

  private static String code(String sql) {
    List<Row> rows = spark.sql("EXPLAIN CODEGEN " + sql).collectAsList();
    return rows.get(0).getString(0);
  }

  @Test
  void picturesArePng() {
    List<Row> pictures =
        spark.sql("SELECT blob.nd_png(image) FROM blob.frames.det").collectAsList();
    assertThat(pictures)
        .isNotEmpty()
        .allSatisfy(row -> assertThat((byte[]) row.get(0)).startsWith(PNG));
  }
}
