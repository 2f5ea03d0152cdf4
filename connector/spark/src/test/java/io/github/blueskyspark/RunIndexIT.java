package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stored run index: where it is written, when it is used, and that it changes no answer. */
class RunIndexIT {
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");
  private static final List<String> QUERIES =
      List.of(
          "{}",
          "{\"plan_name\": \"count\"}",
          "{\"plan_name\": {\"$ne\": \"count\"}}",
          "{\"stop.exit_status\": \"fail\"}",
          "{\"descriptors.name\": \"primary\"}");
  private static final List<String> TABLES = List.of("runs", "streams", "documents", "quarantine");

  private final SparkSession spark =
      SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();

  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void copyOfAnArchive() throws IOException {
    archive = folder.resolve("archive");
    try (Stream<Path> all = Files.walk(SAMPLES.resolve("documents/archive"))) {
      for (Path from : all.toList()) {
        Path to = archive.resolve(SAMPLES.resolve("documents/archive").relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        if (Files.isRegularFile(to)) {
          Files.setLastModifiedTime(to, FileTime.fromMillis(1_700_000_000_000L));
        }
      }
    }
  }

  private String catalog(String index) {
    String name = "ix" + Integer.toUnsignedString(folder.hashCode()) + System.nanoTime();
    spark.conf().set("spark.sql.catalog." + name, BlueskyCatalog.class.getName());
    spark.conf().set("spark.sql.catalog." + name + ".path", archive.toString());
    spark.conf().set("spark.sql.catalog." + name + ".index", index);
    return name;
  }

  private Row refresh(String index) {
    return spark.sql("CALL " + catalog(index) + ".system.refresh_index()").head();
  }

  private List<String> answers(String index) {
    return QUERIES.stream()
        .flatMap(
            query ->
                TABLES.stream()
                    .flatMap(
                        table -> {
                          Dataset<Row> rows =
                              spark
                                  .read()
                                  .format("bluesky")
                                  .option("query", query)
                                  .option("table", table)
                                  .option("index", index)
                                  .load(archive.toString());
                          String[] kept =
                              Stream.of(rows.columns())
                                  .filter(c -> !c.equals("raw") && !c.equals("notes"))
                                  .toArray(String[]::new);
                          return rows
                              .selectExpr(
                                  "to_json(struct(" + String.join(",", kept) + ", _metadata))")
                              .collectAsList()
                              .stream()
                              .map(r -> query + " " + table + " " + r.getString(0));
                        }))
        .sorted()
        .toList();
  }

  private static List<Path> files(Path index) throws IOException {
    try (Stream<Path> all = Files.list(index)) {
      return all.sorted().toList();
    }
  }

  @Test
  void answersAreTheSameWithTheIndexAndWithoutAndWhenItIsDamaged() throws IOException {
    List<String> without = answers("off");
    Row done = refresh("auto");
    Path written = Path.of(java.net.URI.create(done.getAs("index")));
    assertThat(written.getParent()).isEqualTo(archive.resolve("_bluesky_index"));
    assertThat(done.<Long>getAs("files")).isEqualTo(done.<Long>getAs("read")).isPositive();
    assertThat(answers("auto")).isEqualTo(without);
    Row again = refresh("auto");
    assertThat(again.<Long>getAs("read")).isZero();
    assertThat(again.<Long>getAs("files")).isEqualTo(done.<Long>getAs("files"));
    for (Path file : files(archive.resolve("_bluesky_index"))) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertThat(answers("auto")).isEqualTo(without);
    assertThat(refresh("auto").<Long>getAs("read")).isEqualTo(done.<Long>getAs("files"));
  }

  @Test
  void anEditThatKeepsTheSizeIsNoticedByItsTime() throws IOException {
    refresh("auto");
    Path file;
    try (Stream<Path> all = Files.walk(archive)) {
      file =
          all.filter(p -> p.toString().endsWith(".jsonl") && isOfCount(p))
              .findFirst()
              .orElseThrow();
    }
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"plan_name\": \"count\"", "\"plan_name\": \"cOUNT\""));
    assertThat(Files.size(file)).isEqualTo(text.length());
    String name = catalog("auto");
    assertThat(
            spark.sql("SELECT * FROM " + name + ".runs WHERE plan_name = 'cOUNT'").collectAsList())
        .hasSize(1);
  }

  private static boolean isOfCount(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("\"plan_name\": \"count\"") && text.chars().allMatch(c -> c < 128);
    } catch (IOException e) {
      return false; // no text
    }
  }

  @Test
  void indexElsewhereIsWrittenAndReadThereAlone() throws IOException {
    Path elsewhere = folder.resolve("indexes/mine");
    Row done = refresh(elsewhere.toString());
    assertThat(files(elsewhere)).hasSize(1);
    assertThat(done.<String>getAs("index")).contains("/indexes/mine/runs-");
    assertThat(archive.resolve("_bluesky_index")).doesNotExist();
    assertThat(answers(elsewhere.toString())).isEqualTo(answers("off"));
    assertThat(refresh("off").<String>getAs("note")).contains("switched off");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsAnErrorOnlyWhereItWasNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no directory");
    assertThatThrownBy(() -> refresh(file.resolve("index").toString()))
        .hasStackTraceContaining("Cannot write run index")
        .hasStackTraceContaining("option index");
    Files.writeString(archive.resolve("_bluesky_index"), "no directory");
    Row done = refresh("auto");
    assertThat(done.isNullAt(done.fieldIndex("index"))).isTrue();
    assertThat(done.<String>getAs("note")).contains("Cannot write run index");
    assertThat(done.<Long>getAs("runs")).isPositive();
  }

  @Test
  void writersAtTheSameTimeLeaveAWholeIndex() throws Exception {
    String index = folder.resolve("shared").toString();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Row>> all =
          Stream.generate(() -> pool.submit(() -> refresh(index))).limit(4).toList();
      for (Future<Row> one : all) {
        assertThat(one.get().<String>getAs("index")).isNotNull();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(files(Path.of(index))).hasSize(4).allMatch(p -> p.toString().endsWith(".index"));
    assertThat(refresh(index).<Long>getAs("read")).isZero();
    assertThat(answers(index)).isEqualTo(answers("off"));
  }
}
