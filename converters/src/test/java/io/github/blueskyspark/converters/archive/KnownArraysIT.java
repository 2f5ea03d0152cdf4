package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of a warehouse with table chunks are read from their bytes, not through their format. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownArraysIT {
  private static final String WRITTEN_AT = "/data/bluesky-samples/hdf5-layouts/archive";

  private final SparkSession spark = LocalSpark.session();
  @TempDir static Path folder;

  private static Path arrays() {
    return folder.resolve("arrays");
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }

  private static Map<String, String> options() {
    return Map.of(
        "rootMap", WRITTEN_AT + "=" + arrays(), "allowedRoots", arrays().toUri().toString());
  }

  @BeforeAll
  void convertOnce() throws IOException {
    Files.createDirectories(arrays());
    try (Stream<Path> files = Files.list(LocalSpark.samples().resolve("hdf5-layouts/archive"))) {
      for (Path file : files.toList()) {
        Files.copy(file, arrays().resolve(file.getFileName()));
      }
    }
    ConvertRequest request =
        new ConvertRequest(
            List.of(arrays().resolve("documents.jsonl").toString()),
            warehouse().toString(),
            options(),
            Optional.empty(),
            Frames.LOCATED);
    new ArchiveConverter(spark).convert(request);
  }

  private Dataset<Row> frames(Path archive, String key) {
    return spark
        .read()
        .format("bluesky")
        .options(options())
        .option("table", "frames")
        .option("dataKey", key)
        .load(archive.toString())
        .selectExpr("seq_num", "frame", "image.dtype", "image.shape", "hex(image.data)", "sum");
  }

  private List<String> keys() {
    return spark
        .read()
        .parquet(warehouse().resolve("chunks").toString())
        .where("chunk IS NOT NULL")
        .select("data_key")
        .distinct()
        .orderBy("data_key")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }

  private Map<String, List<String>> all(Path archive, List<String> keys) {
    Map<String, List<String>> all = new TreeMap<>();
    for (String key : keys) {
      List<String> rows = new ArrayList<>();
      frames(archive, key)
          .orderBy("seq_num", "frame")
          .collectAsList()
          .forEach(row -> rows.add(row.mkString("|")));
      all.put(key, rows);
    }
    return all;
  }

  /** Makes a file that no HDF5 library opens, with the size and time that it had. */
  private static void spoilSuperblock(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    byte[] signature = {(byte) 0x89, 'H', 'D', 'F'};
    int at = 0;
    while (!ByteBuffer.wrap(bytes, at, signature.length).equals(ByteBuffer.wrap(signature))) {
      at++;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(signature.length), at);
    }
    Files.setLastModifiedTime(file, time);
  }

  @Test
  void aFileOfThatSizeAndTimeIsReadWithoutItsMetadata() throws IOException {
    List<String> keys = keys();
    assertThat(keys).hasSizeGreaterThan(20);
    Map<String, List<String>> before = all(arrays().resolve("documents.jsonl"), keys);
    assertThat(all(warehouse(), keys)).isEqualTo(before);
    try (Stream<Path> files = Files.list(arrays())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".h5")).toList()) {
        spoilSuperblock(file);
      }
    }
    assertThat(all(warehouse(), keys)).isEqualTo(before);
    assertThatThrownBy(() -> frames(arrays().resolve("documents.jsonl"), keys.get(0)).count())
        .isNotNull();
    try (Stream<Path> files = Files.list(arrays())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
      }
    }
    assertThatThrownBy(() -> frames(warehouse(), keys.get(0)).collectAsList())
        .hasMessageContaining("HDF5");
  }

  @Test
  void theOneFileOfASequenceIsReadAsASequence() throws IOException {
    Path place = Files.createDirectories(folder.resolve("sequence"));
    Files.copy(
        LocalSpark.samples().resolve("hdf5-layouts/archive/chunk1.h5"),
        place.resolve("part_000000.h5"));
    Path documents = place.resolve("run.jsonl");
    Files.writeString(documents, sequence(place));
    Path target = folder.resolve("sequence-warehouse");
    new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(documents.toString()),
                target.toString(),
                Map.of("allowedRoots", place.toUri().toString()),
                Optional.empty(),
                Frames.LOCATED));
    Map<String, String> options = Map.of("allowedRoots", place.toUri().toString());
    List<Row> wanted = rows(documents, options);
    assertThat(wanted).isNotEmpty();
    assertThat(rows(target, options)).isEqualTo(wanted);
  }

  private List<Row> rows(Path archive, Map<String, String> options) {
    return spark
        .read()
        .format("bluesky")
        .options(options)
        .option("table", "frames")
        .option("dataKey", "det")
        .load(archive.toString())
        .selectExpr("seq_num", "frame", "index", "image.dtype", "image.shape", "hex(image.data)")
        .orderBy("seq_num", "frame")
        .collectAsList();
  }

  /** A run whose one row is all of one file, which a template names. */
  private static String sequence(Path place) {
    String uid = "5e0e0000-0000-4000-8000-000000000001";
    return String.join(
        "\n",
        "[\"start\", {\"uid\": \"" + uid + "\", \"time\": 1.7e9}]",
        "[\"descriptor\", {\"uid\": \"d\", \"run_start\": \""
            + uid
            + "\", \"time\": 1.7e9, \"name\": \"primary\", \"configuration\": {}, \"hints\": {},"
            + " \"object_keys\": {}, \"data_keys\": {\"det\": {\"source\": \"s\", \"dtype\":"
            + " \"array\", \"external\": \"STREAM:\", \"shape\": [10, 24, 30]}}}]",
        "[\"stream_resource\", {\"uid\": \"r\", \"run_start\": \""
            + uid
            + "\", \"data_key\": \"det\", \"mimetype\": \"application/x-hdf5\", \"uri\": \""
            + place.toUri()
            + "\", \"parameters\": {\"dataset\": \"/entry/data/data\", \"template\":"
            + " \"part_{:06d}.h5\", \"join_method\": \"stack\"}}]",
        "[\"stream_datum\", {\"uid\": \"r/0\", \"stream_resource\": \"r\", \"descriptor\": \"d\","
            + " \"indices\": {\"start\": 0, \"stop\": 1}, \"seq_nums\": {\"start\": 1, \"stop\":"
            + " 2}}]",
        "[\"stop\", {\"uid\": \"z\", \"run_start\": \"" + uid + "\", \"time\": 1.8e9}]",
        "");
  }
}
