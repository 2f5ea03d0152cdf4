package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spark.storage.CountedFileSystem;
import io.github.blueskyspark.spark.storage.CountedFileSystem.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.spark.Partition;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Round trips to a file system that answers late and little at a time. */
class RemoteFilesIT {
  @TempDir private static Path archive;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.hadoop.fs.counted.impl", CountedFileSystem.class.getName())
            .getOrCreate();
    for (String name : List.of("many_earliest.h5", "many_latest.h5", "frames.h5")) {
      try (InputStream packed = RemoteFilesIT.class.getResourceAsStream("/remote/" + name + ".gz");
          InputStream in = new GZIPInputStream(packed)) {
        Files.copy(in, archive.resolve(name));
      }
    }
    hdf5("large", "frames.h5", "large", "[1, 512, 512]", 80);
    hdf5("small", "frames.h5", "small", "[1, 64, 64]", 500);
    hdf5("flat", "frames.h5", "flat", "[1, 512, 512]", 64);
    hdf5("many_earliest", "many_earliest.h5", "detector_3/channel_007", "[1]", 512);
    hdf5("many_latest", "many_latest.h5", "detector_3/channel_007", "[1]", 512);
    zarr();
    tiffs();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(CountedFileSystem.open()).isZero();
  }

  private static void hdf5(String key, String file, String dataset, String shape, int rows)
      throws IOException {
    String parameters = "{\"dataset\": \"" + dataset + "\"}";
    run(key, "application/x-hdf5", archive.resolve(file).toString(), parameters, shape, rows);
  }

  private static void run(
      String key, String mimetype, String file, String parameters, String shape, int rows)
      throws IOException {
    Files.writeString(
        archive.resolve(key + ".jsonl"),
        """
        ["start", {"uid": "run-KEY", "time": 1.0}]
        ["descriptor", {"uid": "d-KEY", "run_start": "run-KEY", "time": 1.0, "name": "primary", \
        "data_keys": {"KEY": {"source": "s", "dtype": "array", "shape": SHAPE, \
        "dtype_numpy": "<u2", "external": "STREAM:"}}}]
        ["stream_resource", {"uid": "r-KEY", "data_key": "KEY", "mimetype": "MIMETYPE", \
        "uri": "counted://FILE", "parameters": PARAMETERS, "run_start": "run-KEY"}]
        ["stream_datum", {"uid": "r-KEY/0", "stream_resource": "r-KEY", "descriptor": "d-KEY", \
        "seq_nums": {"start": 1, "stop": END}, "indices": {"start": 0, "stop": ROWS}}]
        ["stop", {"uid": "t-KEY", "run_start": "run-KEY", "time": 2.0, "exit_status": "success"}]
        """
            .replace("KEY", key)
            .replace("SHAPE", shape)
            .replace("MIMETYPE", mimetype)
            .replace("FILE", file)
            .replace("PARAMETERS", parameters)
            .replace("END", String.valueOf(rows + 1))
            .replace("ROWS", String.valueOf(rows)));
  }

  /** 200 chunk files of one frame each. */
  private static void zarr() throws IOException {
    Path store = Files.createDirectory(archive.resolve("store.zarr"));
    Files.writeString(
        store.resolve(".zarray"),
        """
        {"zarr_format": 2, "shape": [200, 16, 16], "chunks": [1, 16, 16], "dtype": "<u2",
         "compressor": null, "filters": null, "fill_value": 0, "order": "C"}
        """);
    for (int i = 0; i < 200; i++) {
      ByteBuffer frame = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
      while (frame.hasRemaining()) {
        frame.putShort((short) i);
      }
      Files.write(store.resolve(i + ".0.0"), frame.array());
    }
    run("zarr", "application/x-zarr", store.toString(), "{}", "[1, 16, 16]", 200);
  }

  private static void tiffs() throws IOException {
    Path pictures =
        Path.of(System.getProperty("bluesky.root"), "connector/assets/src/test/resources/pictures");
    Path bucket = Files.createDirectory(archive.resolve("bucket"));
    for (int i = 0; i < 200; i++) {
      Files.copy(pictures.resolve("plain_u2_le.tif"), bucket.resolve("img_" + i + ".tif"));
    }
    String parameters = "{\"template\": \"img_{:d}.tif\"}";
    String type = "multipart/related;type=image/tiff";
    run("tiff", type, bucket + "/", parameters, "[1, 37, 53]", 200);
  }

  private static Dataset<Row> read(String key, String table, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .option("table", table)
        .option("dataKey", key)
        .options(options)
        .option("allowedRoots", "counted://" + archive)
        .load("counted://" + archive.resolve(key + ".jsonl"));
  }

  private static Counts costs(Dataset<Row> query) {
    CountedFileSystem.reset();
    query.collectAsList();
    return CountedFileSystem.counts();
  }

  private static Set<String> hosts(Dataset<Row> query) {
    Set<String> hosts = new TreeSet<>();
    RDD<InternalRow> rows = query.queryExecution().toRdd();
    for (Partition part : rows.partitions()) {
      CollectionConverters.asJava(spark.sparkContext().getPreferredLocs(rows, part.index()))
          .forEach(place -> hosts.add(place.host()));
    }
    return hosts;
  }

  @Test
  void aFileIsOpenedWithAFewRoundTrips() {
    for (String key : List.of("large", "small", "flat")) {
      Counts one = costs(read(key, "frames", Map.of()).where("seq_num = 17").select("image"));
      assertThat(one.trips()).as("one frame of %s", key).isLessThanOrEqualTo(18);
      assertThat(one.bytes()).as("one frame of %s", key).isLessThan(1_000_000);
      Counts shape = costs(read(key, "frames", Map.of()).select("image.shape"));
      assertThat(shape.bytes()).as("shapes of %s", key).isLessThan(300_000);
      assertThat(costs(read(key, "assets", Map.of())).trips()).as("assets").isLessThanOrEqualTo(10);
    }
  }

  @Test
  void neighbouringChunksAreFetchedTogether() {
    Counts small = costs(read("small", "frames", Map.of()).select("sum"));
    assertThat(small.reads()).as("500 chunks of 8 KiB").isLessThanOrEqualTo(16);
    assertThat(small.bytes()).isLessThan(6_000_000);
    Counts large = costs(read("large", "frames", Map.of()).select("sum"));
    assertThat(large.reads()).as("80 chunks of 512 KiB").isLessThanOrEqualTo(40);
    assertThat(large.bytes()).isLessThan(60_000_000);
    Counts flat = costs(read("flat", "frames", Map.of("roi", "0:64,0:64")).select("sum"));
    assertThat(flat.reads()).as("64 regions half a MiB apart").isLessThanOrEqualTo(24);
  }

  @Test
  void aThousandDatasetsAreListedWithAFewRoundTrips() {
    for (String key : List.of("many_earliest", "many_latest")) {
      Dataset<Row> datasets = read(key, "datasets", Map.of());
      assertThat(costs(datasets).trips()).as(key).isLessThanOrEqualTo(24);
      assertThat(datasets.count()).isEqualTo(1000);
      assertThat(costs(read(key, "frames", Map.of())).trips()).as(key).isLessThanOrEqualTo(36);
    }
  }

  @Test
  void filesOfADirectoryAreLookedAtTogether() {
    for (String key : List.of("zarr", "tiff")) {
      Counts frames = costs(read(key, "frames", Map.of()).select("sum"));
      assertThat(frames.looks() + frames.lists()).as(key).isLessThanOrEqualTo(40);
      assertThat(frames.opens()).as(key).isLessThanOrEqualTo(210);
      assertThat(frames.reads()).as(key).isLessThanOrEqualTo(210);
      Counts datasets = costs(read(key, "datasets", Map.of()));
      assertThat(datasets.looks() + datasets.lists()).as(key).isLessThanOrEqualTo(40);
      assertThat(datasets.opens()).as(key).isLessThanOrEqualTo(210);
    }
    // An audit looks at chunks, one by one until listing their directory is cheaper.
    assertThat(costs(read("zarr", "assets", Map.of())).trips()).isLessThanOrEqualTo(32);
  }

  @Test
  void pixelsAreTheSameOverShortReads() {
    for (String key : List.of("large", "small", "flat", "zarr")) {
      List<Row> rows =
          read(key, "frames", Map.of()).orderBy("seq_num").select("min", "max").collectAsList();
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i).getDouble(0)).as("%s %d", key, i).isEqualTo(i);
        assertThat(rows.get(i).getDouble(1)).as("%s %d", key, i).isEqualTo(i);
      }
    }
  }

  @Test
  void latencyIsPaidSeldom() {
    CountedFileSystem.latency(50);
    try {
      long start = System.nanoTime();
      assertThat(read("small", "frames", Map.of()).select("sum").collectAsList()).hasSize(500);
      assertThat(System.nanoTime() - start).isLessThan(6_000_000_000L);
    } finally {
      CountedFileSystem.latency(0);
    }
  }

  @Test
  void tasksPreferTheHostsOfTheirBlocks() {
    assertThat(hosts(read("large", "frames", Map.of()).select("sum")))
        .contains("host-0", "host-1", "host-2");
    CountedFileSystem.reset();
    assertThat(hosts(read("small", "runs", Map.of()))).containsOnly("host-0");
    assertThat(CountedFileSystem.counts().blocks()).isLessThanOrEqualTo(2);
    Dataset<Row> local =
        spark.read().format("bluesky").load(archive.resolve("small.jsonl").toString());
    assertThat(hosts(local)).isEmpty();
  }
}
