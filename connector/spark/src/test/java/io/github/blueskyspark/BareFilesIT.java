package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detector files without documents, read as users read them. */
class BareFilesIT {
  private static final Path PANDA =
      Path.of(System.getProperty("bluesky.root"), "sample-data/panda-files");

  @TempDir private Path bucket;
  private SparkSession spark;

  @BeforeEach
  void join() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
  }

  private Dataset<Row> read(String table, Path path, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .option("table", table)
        .options(options)
        .load(path.toString());
  }

  @Test
  void aPandaFileIsARunWithAColumnADataset() throws IOException {
    Path file = PANDA.resolve("archive/scan_0002.h5");
    JsonNode said = new ObjectMapper().readTree(PANDA.resolve("expected/scan_0002.json").toFile());
    Map<String, String> files = Map.of("archive", "files", "stream", "primary");
    Dataset<Row> stream = read("stream", file, files);
    assertThat(stream.count()).isEqualTo(said.get("common_rows").asLong());
    Row sum = stream.selectExpr("sum(`COUNTER1.OUT.Max`)", "min(seq_num)").first();
    assertThat(sum.getDouble(0))
        .isEqualTo(said.get("columns").get("COUNTER1.OUT.Max").get("sum").asDouble());
    assertThat(sum.getLong(1)).isEqualTo(1);
    Row run = read("runs", file, files).select("scan_id", "complete", "notes").first();
    assertThat(run.getLong(0)).isEqualTo(2);
    assertThat(run.getBoolean(1)).isTrue();
    assertThat(run.<String>getList(2))
        .contains("the documents of this run were made up from its files");
  }

  @Test
  void aDirectoryOfPandaFilesNeedsNoOption() {
    assertThat(read("runs", PANDA.resolve("archive"), Map.of()).count()).isEqualTo(3);
  }

  /** An NPY file of version 1 with one row of three bytes. */
  private void npy(String name, int value) throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 3), }";
    byte[] text =
        (header + " ".repeat(127 - 10 - header.length()) + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[10 + text.length + 3];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    System.arraycopy(magic, 0, file, 0, 10);
    System.arraycopy(text, 0, file, 10, text.length);
    Arrays.fill(file, 10 + text.length, file.length, (byte) value);
    Files.write(bucket.resolve(name), file);
  }

  @Test
  void aBucketWithAHoleKeepsTheNumbersOfItsImages() throws IOException {
    npy("scan_7_01.npy", 1);
    npy("scan_7_02.npy", 2);
    npy("scan_7_04.npy", 4);
    npy("scan_8_01.npy", 9);
    Files.writeString(bucket.resolve("README.txt"), "notes");
    Map<String, String> options =
        Map.of("archive", "files", "template", "scan_{run}_{index:02d}.npy", "dataKey", "image");
    List<String> frames =
        read("frames", bucket, options)
            .where("max < 9")
            .selectExpr("concat_ws(' ', seq_num, index, int(max))")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .sorted()
            .toList();
    assertThat(frames).containsExactly("1 1 1", "2 2 2", "4 4 4");
    assertThat(read("runs", bucket, Map.of("archive", "files")).count()).isEqualTo(2);
    assertThatThrownBy(
            () -> read("runs", bucket, Map.of("archive", "files", "template", "x{run}")).count())
        .hasMessageContaining("none of 5 names is like 'x{run}'");
  }

  @Test
  void aDamagedFileIsQuarantinedAndItsRunStays() throws IOException {
    npy("a_1.npy", 1);
    Files.writeString(bucket.resolve("b.h5"), "no HDF5");
    Map<String, String> options = Map.of("archive", "files");
    assertThat(read("runs", bucket, options).count()).isEqualTo(2);
    assertThat(read("quarantine", bucket, options).select("rule").collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactly("unreadable-file");
  }

  @Test
  void aLinkOutOfTheBucketIsFollowedOnlyWhereAllowed() throws IOException {
    Path target = PANDA.resolve("archive/scan_0001.h5").toRealPath();
    Files.createSymbolicLink(bucket.resolve("linked.h5"), target);
    Map<String, String> options = Map.of("archive", "files");
    Row rejected = read("quarantine", bucket, options).select("reason").first();
    assertThat(rejected.getString(0)).contains("allowedRoots");
    Map<String, String> allowed =
        Map.of(
            "archive", "files", "stream", "primary", "allowedRoots", PANDA.toRealPath().toString());
    assertThat(read("stream", bucket, allowed).count()).isEqualTo(1500);
  }
}
