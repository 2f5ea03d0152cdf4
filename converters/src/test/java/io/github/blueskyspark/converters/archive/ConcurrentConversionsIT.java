package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.WarehouseVacuum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ConcurrentConversionsIT {
  private static final int CONVERTERS = 8;
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  @BeforeAll
  static void addFileSystemWithoutLock() {
    LocalSpark.session()
        .sparkContext()
        .hadoopConfiguration()
        .set("fs." + NoLockFileSystem.SCHEME + ".impl", NoLockFileSystem.class.getName());
  }

  private ConversionReport convert(Path source, String target) throws IOException {
    return new ArchiveConverter(spark).convert(new ConvertRequest(source.toString(), target));
  }

  private static <T> List<T> all(List<Callable<T>> work)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      work.forEach(w -> futures.add(threads.submit(w)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Each converts a run of its own and one that the neighbour has too. */
  private List<Callable<ConversionReport>> overlapping(String target) throws IOException {
    List<Callable<ConversionReport>> work = new ArrayList<>();
    for (int i = 0; i < CONVERTERS; i++) {
      Path source = MadeRuns.write(folder.resolve("source-" + i), i, i + 2);
      work.add(() -> convert(source, target));
    }
    return work;
  }

  @Test
  void eightConvertersEndAsIfOneAfterTheOther() throws Exception {
    Path serial = folder.resolve("serial");
    for (Callable<ConversionReport> one : overlapping(serial.toString())) {
      one.call();
    }
    Path target = folder.resolve("together");
    all(overlapping(target.toString()));
    assertThat(WarehouseContent.of(spark, target)).isEqualTo(WarehouseContent.of(spark, serial));
    assertThat(WarehouseContent.documents(spark, target.toString()))
        .hasSize(CONVERTERS + 1)
        .allSatisfy((uid, n) -> assertThat(n).isEqualTo(MadeRuns.DOCUMENTS));
  }

  @Test
  void severalConvertersOfOneSourceConvertItOnce() throws Exception {
    Path source = MadeRuns.write(folder.resolve("source"), 0, 3);
    String target = folder.resolve("warehouse").toString();
    List<Callable<ConversionReport>> work = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      work.add(() -> convert(source, target));
    }
    assertThat(all(work).stream().filter(r -> r.outcome() == Outcome.CONVERTED)).hasSize(1);
    assertThat(WarehouseContent.documents(spark, target)).hasSize(3);
  }

  @Test
  void withoutALockTheLogDecidesAndTheLoserDoesItAgain() throws Exception {
    Path plain = folder.resolve("remote");
    String target = NoLockFileSystem.SCHEME + ":" + plain;
    all(overlapping(target).subList(0, 3));
    assertThat(WarehouseContent.documents(spark, target))
        .hasSize(4)
        .allSatisfy((uid, n) -> assertThat(n).isEqualTo(MadeRuns.DOCUMENTS));
    assertThat(WarehouseContent.of(spark, plain).get("documents")).hasSize(4 * MadeRuns.DOCUMENTS);
    try (Stream<Path> commits = Files.list(plain.resolve("_bluesky/commits"))) {
      assertThat(commits.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".json")))
          .hasSize(3);
    }
  }

  @Test
  void readersSeeBeforeOrAfterWhileFilesAreReplaced() throws Exception {
    Path source = MadeRuns.write(folder.resolve("source"), 0, 4);
    String target = folder.resolve("warehouse").toString();
    convert(source, target);
    Set<Map<String, Long>> allowed = Set.of(expected(0), expected(1), expected(2));
    boolean[] done = {false};
    Callable<Integer> reader =
        () -> {
          int looks = 0;
          while (!done[0] || looks == 0) {
            assertThat(allowed).contains(WarehouseContent.documents(spark, target));
            looks++;
          }
          return looks;
        };
    Callable<Integer> writer =
        () -> {
          try {
            for (int i = 1; i <= 2; i++) {
              appendEvent(source, i);
              assertThat(convert(source, target).outcome()).isEqualTo(Outcome.CONVERTED);
            }
          } finally {
            done[0] = true;
          }
          return 2;
        };
    assertThat(all(List.of(reader, writer))).allMatch(n -> n > 0);
    assertThat(WarehouseContent.documents(spark, target)).isEqualTo(expected(2));
  }

  /** An event after the stop is odd, but it is there. */
  private static void appendEvent(Path source, int times) throws IOException {
    Files.writeString(
        source.resolve(MadeRuns.uid(0) + ".jsonl"),
        MadeRuns.event(0, MadeRuns.EVENTS + times) + "\n",
        StandardOpenOption.APPEND);
  }

  private static Map<String, Long> expected(int more) {
    Map<String, Long> documents = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      documents.put(MadeRuns.uid(i), (long) MadeRuns.DOCUMENTS + (i == 0 ? more : 0));
    }
    return documents;
  }

  @Test
  void aReaderThatPlannedBeforeStillFindsReplacedFiles() throws Exception {
    Path source = MadeRuns.write(folder.resolve("source"), 0, 2);
    String target = folder.resolve("warehouse").toString();
    convert(source, target);
    JavaRDD<Row> planned =
        spark.read().format("bluesky").option("table", "documents").load(target).javaRDD();
    assertThat(planned.getNumPartitions()).isPositive();
    appendEvent(source, 1);
    convert(source, target);
    assertThat(planned.count()).isEqualTo(2 * MadeRuns.DOCUMENTS);
    assertThat(WarehouseContent.of(spark, Path.of(target)).get("documents"))
        .hasSize(2 * MadeRuns.DOCUMENTS + 1);
    assertThat(vacuum(target, Duration.ofDays(1))).isEmpty();
    assertThat(vacuum(target, Duration.ofSeconds(-5))).isNotEmpty();
    assertThat(Path.of(target, "_bluesky", "replaced")).doesNotExist();
  }

  private static List<String> vacuum(String target, Duration age) throws IOException {
    return WarehouseVacuum.of(new Configuration(), target).remove(Instant.now().minus(age));
  }

  @Test
  void vacuumBesideConversionsTakesNothingAway() throws Exception {
    String target = folder.resolve("warehouse").toString();
    convert(MadeRuns.write(folder.resolve("first"), 50, 51), target);
    List<Callable<Integer>> work = new ArrayList<>();
    for (Callable<ConversionReport> one : overlapping(target).subList(0, 2)) {
      work.add(() -> (int) one.call().runs());
    }
    work.add(
        () -> {
          int removed = 0;
          for (int i = 0; i < 5; i++) {
            removed += vacuum(target, Duration.ZERO).size();
          }
          return removed;
        });
    all(work);
    assertThat(WarehouseContent.documents(spark, target)).hasSize(4);
    assertThat(WarehouseContent.of(spark, Path.of(target)).get("documents"))
        .hasSize(4 * MadeRuns.DOCUMENTS);
  }
}
