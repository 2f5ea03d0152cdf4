package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options {@code order} and {@code fill} of table {@code documents}. */
class DocumentOptionsIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

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

  private Dataset<Row> read(Path archive, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .option("table", "documents")
        .options(options)
        .load(archive.toString());
  }

  private Map<String, List<Row>> canonical(Path archive) {
    Map<String, List<Row>> runs = new HashMap<>();
    for (Row row :
        read(archive, Map.of("order", "canonical"))
            .select("run_uid", "position", "name", "json")
            .collectAsList()) {
      runs.computeIfAbsent(row.getString(0), u -> new ArrayList<>()).add(row);
    }
    return runs;
  }

  @Test
  void whateverOrderTheyCameInDocumentsComeBeforeTheirUse() throws IOException {
    Random random = new Random(11);
    for (String sample : List.of("documents", "image-count", "fly-scan-with-camera")) {
      Path shuffled = Files.createDirectories(folder.resolve(sample));
      try (Stream<Path> files = Files.list(SAMPLES.resolve(sample).resolve("archive"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
          List<String> lines = new ArrayList<>(Files.readAllLines(file));
          lines.removeIf(line -> !line.endsWith("]"));
          Collections.shuffle(lines, random);
          Files.write(shuffled.resolve(file.getFileName()), lines);
        }
      }
      Map<String, List<Row>> runs = canonical(shuffled);
      assertThat(runs).isNotEmpty();
      for (List<Row> run : runs.values()) {
        assertCanonical(run);
      }
    }
  }

  private static void assertCanonical(List<Row> run) throws IOException {
    Set<String> known = new HashSet<>();
    double time = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < run.size(); i++) {
      assertThat(run.get(i).getLong(1)).isEqualTo(i);
      String name = run.get(i).getString(2);
      JsonNode doc = JSON.readTree(run.get(i).getString(3));
      assertThat(name.equals("start")).isEqualTo(i == 0);
      if (name.equals("stop")) {
        assertThat(i).isEqualTo(run.size() - 1);
      }
      for (String reference : List.of("descriptor", "resource", "stream_resource")) {
        if (doc.has(reference)) {
          assertThat(known).as(name).contains(doc.get(reference).asText());
        }
      }
      known.add(doc.path("uid").asText());
      known.add(doc.path("datum_id").asText());
      doc.path("datum_id").forEach(d -> known.add(d.asText()));
      if (name.equals("event")) {
        assertThat(doc.get("time").asDouble()).isGreaterThanOrEqualTo(time);
        time = doc.get("time").asDouble();
        doc.path("filled")
            .properties()
            .forEach(f -> assertThat(known).contains(doc.path("data").path(f.getKey()).asText()));
      }
    }
  }

  @Test
  void canonicalOrderIsWhatIsWritten() {
    Dataset<Row> documents =
        read(SAMPLES.resolve("documents/archive"), Map.of("order", "canonical"));
    String target = folder.resolve("new").toString();
    documents.repartition(5).write().format("bluesky").save(target);
    assertThat(rows(read(Path.of(target), Map.of()))).isEqualTo(rows(documents));
  }

  private static List<String> rows(Dataset<Row> documents) {
    return documents
        .select("run_uid", "position", "name", "json")
        .orderBy("run_uid", "position")
        .toJSON()
        .collectAsList();
  }

  @Test
  void filledEventsHoldTheArraysOfTableStream() throws IOException {
    Path archive = SAMPLES.resolve("image-count/archive");
    Map<String, String> options =
        Map.of("rootMap", "/data/bluesky-samples=" + SAMPLES, "run", "5f4e4581");
    Map<Long, String> arrays = new HashMap<>();
    String key =
        spark
            .read()
            .format("bluesky")
            .options(options)
            .option("table", "data_keys")
            .load(archive.toString())
            .filter("external IS NOT NULL")
            .first()
            .getAs("data_key");
    BlueskyFunctions.register(spark);
    spark
        .read()
        .format("bluesky")
        .options(options)
        .option("table", "stream")
        .option("stream", "primary")
        .load(archive.toString())
        .selectExpr("seq_num", "CAST(nd_values(`" + key + "`) AS STRING)")
        .collectAsList()
        .forEach(r -> arrays.put(r.getLong(0), r.getString(1)));
    Map<String, String> fill = new HashMap<>(options);
    fill.put("fill", "yes");
    int events = 0;
    for (Row row : read(archive, fill).filter("name = 'event'").select("json").collectAsList()) {
      JsonNode event = JSON.readTree(row.getString(0));
      List<String> values = new ArrayList<>();
      event.path("data").path(key).forEach(line -> line.forEach(v -> values.add(v + ".0")));
      assertThat(values.toString()).isEqualTo(arrays.get(event.get("seq_num").asLong()));
      assertThat(event.path("filled").path(key).isTextual()).isTrue();
      events++;
    }
    assertThat(events).isPositive().isEqualTo(arrays.size());
    String packed = folder.resolve("packed").toString();
    read(archive, fill).write().format("bluesky").option("archive", "msgpack").save(packed);
    try (Stream<Path> files = Files.list(Path.of(packed))) {
      assertThat(
              new String(
                  Files.readAllBytes(files.findFirst().orElseThrow()),
                  java.nio.charset.StandardCharsets.ISO_8859_1))
          .contains("<i4");
    }
  }

  @Test
  void withoutFillNoFileIsOpenedAndWithItAMissingOneIsAnError() {
    Path archive = SAMPLES.resolve("image-count/archive");
    assertThat(read(archive, Map.of()).count()).isPositive();
    assertThatThrownBy(() -> read(archive, Map.of("fill", "yes")).select("json").collectAsList())
        .hasStackTraceContaining("Cannot");
    assertThat(read(archive, Map.of("fill", "yes")).select("name").count()).isPositive();
  }
}
