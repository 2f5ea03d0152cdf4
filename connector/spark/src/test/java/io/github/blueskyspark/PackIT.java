package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs in the three forms that databroker-pack writes, read as users read them. */
class PackIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private static final String HASH = "f187f819a2dc1ed1ceaa6cabf3be874c";
  private static SparkSession spark;

  @TempDir private Path pack;

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

  private void pack(String rootMap) throws IOException {
    Files.writeString(
        pack.resolve("catalog.yml"),
        "sources:\n  packed_catalog:\n    args:\n      paths: []\n      root_map: "
            + rootMap
            + "\n    driver: bluesky-jsonl-catalog\n");
    Files.createDirectories(pack.resolve("documents"));
    StringBuilder manifest = new StringBuilder();
    Path source = SAMPLES.resolve("image-count/archive");
    for (String uid :
        List.of("2063d4c4-518c-4bbb-a3ed-428c965b82ac", "5f4e4581-5c00-43d2-968c-20053f91ed95")) {
      String text = Files.readString(source.resolve(uid + ".jsonl"));
      Files.writeString(
          pack.resolve("documents/" + uid + ".jsonl"),
          text.replace("/data/bluesky-samples/image-count/archive/npy", HASH));
      manifest.append("documents/").append(uid).append(".jsonl\n");
    }
    Files.writeString(pack.resolve("documents/stray.jsonl"), "[\"start\", {\"uid\": \"stray\"}]");
    Files.writeString(pack.resolve("documents_manifest.txt"), manifest);
  }

  private Dataset<Row> read(String table, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .option("table", table)
        .options(options)
        .load(pack.toString());
  }

  private List<String> resolved(Map<String, String> options) {
    return read("assets", options).select("resolved_uri").distinct().collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void aPackIsKnownByItsFilesAndHoldsWhatItsManifestNames() throws IOException {
    pack("{}");
    assertThat(read("runs", Map.of()).count()).isEqualTo(2);
    assertThat(read("runs", Map.of("archive", "pack")).count()).isEqualTo(2);
    assertThat(read("quarantine", Map.of()).count()).isZero();
  }

  @Test
  void rootsOfCopiedFilesLieInThePack() throws IOException {
    pack("{" + HASH + ": external_files/" + HASH + "}");
    String below = "file:" + pack.toRealPath() + "/external_files/" + HASH + "/";
    assertThat(resolved(Map.of())).containsExactly(below + "8478e1", below + "d64422");
  }

  @Test
  void absoluteRootsGoThroughTheUsersMap() throws IOException {
    pack("{" + HASH + ": /data/bluesky-samples/image-count/archive/npy}");
    assertThat(resolved(Map.of()).get(0))
        .isEqualTo("file:/data/bluesky-samples/image-count/archive/npy/8478e1");
    assertThat(resolved(Map.of("rootMap", "/data/bluesky-samples=/mnt/x")).get(0))
        .isEqualTo("file:/mnt/x/image-count/archive/npy/8478e1");
  }

  @Test
  void valuesThatStandInTheEventsCount() throws IOException {
    Files.writeString(
        pack.resolve("run.jsonl"),
        """
        ["start", {"uid": "filled-run", "time": 1.0}]
        ["descriptor", {"uid": "d", "run_start": "filled-run", "time": 1.0, "name": "primary", \
        "data_keys": {"img": {"source": "s", "dtype": "array", "shape": [2, 2], \
        "dtype_numpy": "<u2", "external": "FILESTORE:"}, \
        "n": {"source": "s", "dtype": "integer", "shape": [], "external": "FILESTORE:"}}}]
        ["event", {"uid": "e1", "descriptor": "d", "time": 1.0, "seq_num": 1, \
        "data": {"img": [[1, 2], [3, 4]], "n": 7}, "timestamps": {}, \
        "filled": {"img": "r/0", "n": "r/1"}}]
        ["event_page", {"uid": ["e2"], "descriptor": "d", "time": [1.0], "seq_num": [2], \
        "data": {"img": [[[5, 6], [7, 65535]]], "n": [8]}, "timestamps": {}, \
        "filled": {"img": ["r/0"], "n": [true]}}]
        ["event", {"uid": "e3", "descriptor": "d", "time": 1.0, "seq_num": 3, \
        "data": {"img": "r/2", "n": null}, "timestamps": {}, "filled": {"img": false}}]
        """);
    List<Row> rows =
        read("stream", Map.of("stream", "primary"))
            .selectExpr("seq_num", "img.dtype", "img.shape", "img.data", "n")
            .orderBy("seq_num")
            .collectAsList();
    assertThat(rows.stream().map(r -> r.get(4))).containsExactly(7L, 8L, null);
    assertThat(rows.get(0).getString(1)).isEqualTo("<u2");
    assertThat(rows.get(0).<Integer>getList(2)).containsExactly(2, 2);
    ByteBuffer last = ByteBuffer.wrap(rows.get(1).getAs("data")).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(last.getShort(6)).isEqualTo((short) 65535);
    assertThat(rows.get(2).isNullAt(3)).isTrue();
  }
}
