package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Table {@code events} of a warehouse gives what the source gives, from rows of streams where these
 * are the events.
 */
class WarehouseEventsIT {
  private static final double JUNE = 1_717_500_000.25;
  private static final double MONTH = 31 * 86_400.0;
  private static final List<UnaryOperator<Dataset<Row>>> QUESTIONS =
      List.of(
          t -> t.select("run_uid", "stream", "seq_num", "time", "superseded"),
          t -> t.groupBy().count(),
          t -> t.groupBy("superseded", "stream").count(),
          t -> t.select("time", "run_uid"),
          t -> t.where("stream = 'primary'").select("seq_num"),
          t -> t.where("stream IN ('a %/b', 'c') AND seq_num > 1").select("stream", "seq_num"),
          t -> t.where("stream LIKE 'a%' AND NOT superseded").select("stream", "time"),
          t -> t.where("stream IS NULL OR superseded").select("run_uid"),
          t -> t.where("run_uid = 'aaaab-2'").select("stream", "seq_num"));

  private static final int FEW = 2;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;
  private Path source;
  private Path warehouse;

  @BeforeEach
  void name() throws IOException {
    source = Files.createDirectory(folder.resolve("source of runs"));
    warehouse = folder.resolve("ware house %1");
  }

  private void add(String uid, String name, String document) throws IOException {
    Files.writeString(
        source.resolve(uid + ".jsonl"),
        String.format("[\"%s\", %s]%n", name, document),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void start(String uid, double time) throws IOException {
    add(uid, "start", String.format(Locale.ROOT, "{\"uid\": \"%s\", \"time\": %s}", uid, time));
  }

  private void stream(String uid, String name, String more) throws IOException {
    String document =
        String.format(
            "{\"uid\": \"%1$s-%2$s\", \"run_start\": \"%1$s\", \"time\": 1717500001, \"name\":"
                + " \"%2$s\", \"data_keys\": {\"x\": {\"source\": \"\", \"dtype\": \"number\","
                + " \"shape\": []}%3$s}}",
            uid, name, more);
    add(uid, "descriptor", document);
  }

  private static String event(String uid, String stream, int number, String time) {
    return String.format(
        "{\"uid\": \"%1$s-%2$s-%3$d-%4$s\", \"descriptor\": \"%1$s-%2$s\", %5$s \"seq_num\":"
            + " %3$d, \"data\": {\"x\": 1.5}, \"timestamps\": {\"x\": 1717500002}}",
        uid, stream, number, time, time.isEmpty() ? "" : "\"time\": " + time + ",");
  }

  private void events(String uid, String stream, int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      add(uid, "event", event(uid, stream, i, "1717500002." + i));
    }
  }

  private void convert() throws IOException {
    new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(source.toString()),
                warehouse.toString(),
                Map.of(),
                Optional.empty(),
                Frames.REFERENCED));
  }

  private Dataset<Row> read(Path path, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("table", "events");
    return spark.read().format("bluesky").options(all).load(path.toString());
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }

  private static boolean isParquet(Dataset<Row> table) {
    return table.queryExecution().executedPlan().toString().contains("Parquet files: ");
  }

  /** Compares all questions with the source, and says which were answered by Parquet. */
  private List<Boolean> equal(Map<String, String> options) {
    return equal(options, FEW);
  }

  private List<Boolean> equal(Map<String, String> options, int questions) {
    List<Boolean> stored = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      Dataset<Row> found = QUESTIONS.get(i).apply(read(warehouse, options));
      Dataset<Row> expected = QUESTIONS.get(i).apply(read(source, options));
      assertThat(rows(found)).as("question " + i + options).isEqualTo(rows(expected));
      stored.add(isParquet(found));
    }
    return stored;
  }

  private void someRuns() throws IOException {
    start("aaaaa-1", JUNE);
    stream("aaaaa-1", "primary", "");
    events("aaaaa-1", "primary", 3);
    start("aaaab-2", JUNE + MONTH);
    stream("aaaab-2", "primary", "");
    stream("aaaab-2", "a %/b", "");
    events("aaaab-2", "primary", 2);
    events("aaaab-2", "a %/b", 2);
    start("bbbbb-3", JUNE + 2 * MONTH);
  }

  @Test
  void columnsOfStreamsComeFromTheirRows() throws IOException {
    someRuns();
    convert();
    assertThat(equal(Map.of(), QUESTIONS.size())).containsOnly(true);
    assertThat(equal(Map.of("run", "aaaab"))).containsOnly(true);
    assertThat(equal(Map.of("since", String.valueOf(JUNE + 1)))).containsOnly(true);
    assertThat(equal(Map.of("includeSuperseded", "true"))).containsOnly(false);
    for (String column : List.of("descriptor_uid", "event_uid", "data", "timestamps", "filled")) {
      assertThat(isParquet(read(warehouse, Map.of()).select(column))).as(column).isFalse();
    }
    assertThat(isParquet(read(warehouse, Map.of()).select("_metadata.file_name"))).isFalse();
    assertThat(
            read(warehouse, Map.of())
                .where("stream = 'primary'")
                .select("seq_num")
                .queryExecution()
                .executedPlan()
                .toString())
        .contains("Parquet files: 2 of 3");
    assertThat(read(warehouse, Map.of()).select("stream", "seq_num").limit(2).collectAsList())
        .hasSize(2);
  }

  @Test
  void supersededEventsComeFromTheDocuments() throws IOException {
    someRuns();
    add("aaaaa-1", "event", event("aaaaa-1", "primary", 2, "1717500009"));
    convert();
    assertThat(equal(Map.of(), QUESTIONS.size())).containsOnly(false);
  }

  @Test
  @Tag("slow")
  void repeatedEventsComeFromTheDocuments() throws IOException {
    someRuns();
    add("aaaaa-1", "event", event("aaaaa-1", "primary", 3, "1717500002.3"));
    convert();
    assertThat(equal(Map.of())).containsOnly(false);
  }

  @Test
  void pagesComeFromTheDocuments() throws IOException {
    someRuns();
    add(
        "aaaaa-1",
        "event_page",
        "{\"uid\": [\"p\", \"q\"], \"descriptor\": \"aaaaa-1-primary\", \"time\": [1717500003,"
            + " 1717500004], \"seq_num\": [4, 5], \"data\": {\"x\": [1, 2]}, \"timestamps\":"
            + " {\"x\": [1717500003, 1717500004]}}");
    convert();
    assertThat(equal(Map.of())).containsOnly(false);
  }

  @Test
  @Tag("slow")
  void rejectedEventsDoNotCount() throws IOException {
    someRuns();
    add("aaaaa-1", "event", event("aaaaa-1", "nowhere", 1, "1717500002"));
    add("aaaaa-1", "event", "{\"descriptor\": \"aaaaa-1-primary\"}");
    convert();
    assertThat(equal(Map.of())).containsOnly(true);
  }

  /** Data key {@code image} of run 2, and {@code rows} of it. */
  private void datums(int rows) throws IOException {
    add(
        "aaaab-2",
        "stream_resource",
        "{\"uid\": \"sr\", \"run_start\": \"aaaab-2\", \"data_key\": \"image\", \"mimetype\":"
            + " \"application/x-hdf5\", \"uri\": \"file://localhost/nowhere.h5\", \"parameters\":"
            + " {\"dataset\": \"d\", \"chunk_shape\": [1, 2, 2]}}");
    add(
        "aaaab-2",
        "stream_datum",
        "{\"uid\": \"sr/0\", \"stream_resource\": \"sr\", \"descriptor\": \"aaaab-2-images\","
            + " \"indices\": {\"start\": 0, \"stop\": "
            + rows
            + "}, \"seq_nums\": {\"start\": 1, \"stop\": "
            + (rows + 1)
            + "}}");
  }

  private void imageStream() throws IOException {
    someRuns();
    stream(
        "aaaab-2",
        "images",
        ", \"image\": {\"source\": \"\", \"dtype\": \"array\", \"dtype_numpy\": \"<u2\","
            + " \"shape\": [1, 2, 2], \"external\": \"STREAM:\"}");
    events("aaaab-2", "images", 3);
  }

  @Test
  @Tag("slow")
  void eventsWithRowsOfArraysComeFromStreams() throws IOException {
    imageStream();
    datums(3);
    convert();
    assertThat(equal(Map.of())).containsOnly(true);
  }

  @Test
  @Tag("slow")
  void rowsThatOnlyDatumsTellOfAreNoEvents() throws IOException {
    imageStream();
    datums(4);
    convert();
    assertThat(equal(Map.of())).containsOnly(false);
  }

  @Test
  void asManyRowsOfDatumsAloneAsEventsThatWereSupersededDeceiveNobody() throws IOException {
    imageStream();
    datums(4);
    add("aaaab-2", "event", event("aaaab-2", "images", 2, "1717500009"));
    convert();
    assertThat(equal(Map.of())).containsOnly(false);
  }

  @Test
  @Tag("slow")
  void eventsWithoutATimeHaveNone() throws IOException {
    someRuns();
    add("aaaaa-1", "event", event("aaaaa-1", "primary", 4, ""));
    convert();
    assertThat(equal(Map.of())).containsOnly(true);
    assertThat(read(warehouse, Map.of()).where("time IS NULL").count()).isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void laterConversionsAreLookedAtEach() throws IOException {
    someRuns();
    convert();
    assertThat(equal(Map.of())).containsOnly(true);
    start("ccccc-4", JUNE + 3 * MONTH);
    stream("ccccc-4", "primary", "");
    events("ccccc-4", "primary", 2);
    convert();
    assertThat(equal(Map.of())).containsOnly(true);
    start("ddddd-5", JUNE + 4 * MONTH);
    stream("ddddd-5", "primary", "");
    events("ddddd-5", "primary", 2);
    events("ddddd-5", "primary", 1);
    convert();
    assertThat(equal(Map.of())).containsOnly(false);
    assertThat(equal(Map.of("run", "ccccc-4"))).containsOnly(true);
  }

  @Test
  void bigFilesOfDocumentsAreSharedByTasks() throws IOException {
    Random random = new Random(7);
    for (int run = 0; run < 20; run++) {
      String uid = "run-" + run;
      start(uid, JUNE + run);
      stream(uid, "primary", "");
      StringBuilder lines = new StringBuilder();
      for (int i = 1; i <= 400; i++) {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        lines.append(
            String.format(
                "[\"event\", {\"uid\": \"%1$s-%2$d\", \"descriptor\": \"%1$s-primary\","
                    + " \"time\": %2$d.5, \"seq_num\": %2$d, \"data\": {\"x\": %2$d.25, \"t\":"
                    + " \"%3$s\"}, \"timestamps\": {}}]%n",
                uid, i, Base64.getEncoder().encodeToString(noise)));
      }
      Files.writeString(source.resolve(uid + ".jsonl"), lines, StandardOpenOption.APPEND);
    }
    convert();
    Dataset<Row> found = read(warehouse, Map.of());
    assertThat(isParquet(found)).isFalse();
    assertThat(found.rdd().getNumPartitions()).isGreaterThan(1);
    assertThat(rows(found)).isEqualTo(rows(read(source, Map.of())));
    assertThat(rows(found.where("run_uid = 'run-3'").select("event_uid")))
        .isEqualTo(rows(read(source, Map.of()).where("run_uid = 'run-3'").select("event_uid")));
  }
}
