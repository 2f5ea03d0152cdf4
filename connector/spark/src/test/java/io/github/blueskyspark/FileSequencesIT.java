package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbered TIFF, JPEG and NPY files behind documents, read as users read them. */
class FileSequencesIT {
  private static final Path PICTURES =
      Path.of(System.getProperty("bluesky.root"), "connector/assets/src/test/resources/pictures");
  private static SparkSession spark;

  @TempDir private Path archive;

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

  /** Four events; the file of the third one is missing. */
  @BeforeEach
  void write() throws IOException {
    write("img_{:04d}.tif", "multipart/related;type=image/tiff", "[1, 37, 53]");
    for (int n : new int[] {0, 1, 3}) {
      String name = n == 1 ? "strips.tif" : "plain_u2_le.tif";
      Files.copy(PICTURES.resolve(name), archive.resolve("img_000" + n + ".tif"));
    }
  }

  private void write(String template, String mimetype, String shape) throws IOException {
    String directory = archive.toUri().toString().replaceFirst("^file:/*", "file://localhost/");
    Files.writeString(
        archive.resolve("run.jsonl"),
        """
        ["start", {"uid": "sequence", "time": 1.0}]
        ["descriptor", {"uid": "d", "run_start": "sequence", "time": 1.0, "name": "primary", \
        "data_keys": {"img": {"source": "s", "dtype": "array", "shape": SHAPE, \
        "dtype_numpy": "<f8", "external": "STREAM:"}}}]
        ["stream_resource", {"uid": "r", "data_key": "img", "mimetype": "MIMETYPE", \
        "uri": "URI", "parameters": {"template": "TEMPLATE"}, "run_start": "sequence"}]
        ["stream_datum", {"uid": "r/0", "stream_resource": "r", "descriptor": "d", \
        "seq_nums": {"start": 1, "stop": 5}, "indices": {"start": 0, "stop": 4}}]
        ["stop", {"uid": "t", "run_start": "sequence", "time": 2.0, "exit_status": "success"}]
        """
            .replace("SHAPE", shape)
            .replace("MIMETYPE", mimetype)
            .replace("URI", directory)
            .replace("TEMPLATE", template));
  }

  private Dataset<Row> read(String table, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .option("table", table)
        .option("dataKey", "img")
        .options(options)
        .load(archive.resolve("run.jsonl").toString());
  }

  private static String sha(Row image) {
    try {
      String dtype = image.getAs("dtype");
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(image.getAs("data"));
      return dtype + image.getList(1) + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String truth(String name) throws IOException {
    JsonNode all = new ObjectMapper().readTree(PICTURES.resolve("truth.json").toFile());
    JsonNode said = all.get(name);
    String shape = said.get("shape").toString().replace(",", ", ");
    return said.get("dtype").asText() + shape + said.get("sha256").asText();
  }

  @Test
  void aMissingFileIsOneNullAndMovesNoOther() throws IOException {
    List<Row> rows =
        read("frames", Map.of("missingFrames", "null"))
            .select("seq_num", "image", "sum")
            .orderBy("seq_num")
            .collectAsList();
    assertThat(rows).extracting(r -> r.getLong(0)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rows.get(2).isNullAt(1)).isTrue();
    assertThat(rows.get(2).isNullAt(2)).isTrue();
    assertThat(sha(rows.get(0).getStruct(1))).isEqualTo(truth("plain_u2_le.tif"));
    assertThat(sha(rows.get(1).getStruct(1))).isEqualTo(truth("strips.tif"));
    assertThat(sha(rows.get(3).getStruct(1))).isEqualTo(truth("plain_u2_le.tif"));
    List<Row> shapes =
        read("frames", Map.of("missingFrames", "null"))
            .selectExpr("image.shape")
            .orderBy("seq_num")
            .collectAsList();
    assertThat(shapes).extracting(r -> r.isNullAt(0)).containsExactly(false, false, true, false);
  }

  @Test
  void filesBehindTheLastAnnouncedOneAreHiddenUntilAskedFor() throws IOException {
    Files.copy(PICTURES.resolve("strips.tif"), archive.resolve("img_0004.tif"));
    Files.copy(PICTURES.resolve("strips.tif"), archive.resolve("img_0005.tif"));
    Files.copy(PICTURES.resolve("strips.tif"), archive.resolve("img_0007.tif"));
    assertThat(read("frames", Map.of("missingFrames", "null")).count()).isEqualTo(4);
    List<Row> rows =
        read("frames", Map.of("missingFrames", "null", "includeUnpublished", "true"))
            .where("seq_num IS NULL")
            .select("index", "image")
            .orderBy("index")
            .collectAsList();
    assertThat(rows).extracting(r -> r.getLong(0)).containsExactly(4L, 5L);
    assertThat(sha(rows.get(1).getStruct(1))).isEqualTo(truth("strips.tif"));
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> read("frames", Map.of()).select("image").collectAsList())
        .hasMessageContaining("img_0002.tif: Cannot open external file");
  }

  @Test
  void assetsCountsTheFilesThatAreThere() {
    Row row =
        read("assets", Map.of())
            .select("status", "num_frames", "dtype", "shape", "error", "size")
            .collectAsList()
            .get(0);
    assertThat(row.getString(0)).isEqualTo("short");
    assertThat(row.getLong(1)).isEqualTo(3);
    assertThat(row.getString(2)).isEqualTo("<u2");
    assertThat(row.getList(3)).isEqualTo(List.of(4L, 37L, 53L));
    assertThat(row.getString(4)).contains("1 of 4 files are missing", "img_0002.tif");
    assertThat(row.getLong(5)).isGreaterThan(3L * 2 * 37 * 53);
  }

  @Test
  void datasetsListsEveryFile() {
    List<Row> rows =
        read("datasets", Map.of()).select("uri", "shape").orderBy("uri").collectAsList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(2).getString(0)).endsWith("/img_0003.tif");
    assertThat(rows.get(2).getList(1)).isEqualTo(List.of(37L, 53L));
  }

  @Test
  void everyNameOfASequenceMustBeAllowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.copy(PICTURES.resolve("strips.tif"), elsewhere.resolve("secret.tif"));
    Files.createSymbolicLink(archive.resolve("img_0002.tif"), secret);
    assertThatThrownBy(
            () -> read("frames", Map.of("missingFrames", "null")).select("image").collectAsList())
        .hasMessageContaining("img_0002.tif")
        .hasMessageContaining("allowedRoots");
    write("../secret_{:d}.tif", "multipart/related;type=image/tiff", "[1, 37, 53]");
    assertThat(read("assets", Map.of()).select("status").collectAsList().get(0).getString(0))
        .isEqualTo("forbidden");
  }

  @Test
  void npyAndJpegFilesAreRead() throws IOException {
    write("a_{:d}.npy", "multipart/related;type=application/x-npy", "[5, 7]");
    Files.copy(PICTURES.resolve("npy_f_i4_be.npy"), archive.resolve("a_1.npy"));
    Row image =
        read("frames", Map.of("missingFrames", "null"))
            .where("seq_num = 2")
            .select("image")
            .collectAsList()
            .get(0)
            .getStruct(0);
    assertThat(sha(image)).isEqualTo(truth("npy_f_i4_be.npy"));
    write("j{:d}.jpg", "multipart/related;type=image/jpeg", "[1, 40, 56, 3]");
    Files.copy(PICTURES.resolve("colour.jpg"), archive.resolve("j3.jpg"));
    List<Row> shapes =
        read("frames", Map.of("missingFrames", "null"))
            .where("seq_num = 4")
            .selectExpr("image.shape")
            .collectAsList();
    assertThat(shapes.get(0).getList(0)).isEqualTo(List.of(40, 56, 3));
  }
}
