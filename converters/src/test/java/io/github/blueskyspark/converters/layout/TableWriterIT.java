package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blueskyspark.converters.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterIT {
  private static final long SMALL = 300;
  private static final long HUGE = 100 * SMALL;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private Staging staging() throws IOException {
    org.apache.hadoop.fs.Path warehouse = new org.apache.hadoop.fs.Path(folder.toUri());
    FileSystem files = warehouse.getFileSystem(new Configuration(false));
    return new Staging(files, warehouse, "id");
  }

  /** 100 runs a minute apart; the 30th has a hundred times as many events as the others. */
  private Dataset<Row> runs() {
    return spark
        .range(100)
        .selectExpr(
            "concat('run-', lpad(id, 3, '0')) AS run_uid",
            "timestamp_seconds(1717500000 + id * 60) AS start_time",
            String.format("if(id = 30, %dL, %dL) AS events", HUGE, SMALL));
  }

  private List<Long> rowsOfFiles(Staging staging, String table) throws IOException {
    List<Long> counts = new ArrayList<>();
    for (FileStatus file : staging.staged(table)) {
      Dataset<Row> rows = spark.read().parquet(file.getPath().toString());
      counts.add(rows.count());
      if (List.of(rows.columns()).contains("seq_num")) {
        List<String> order =
            rows.selectExpr("concat(run_uid, lpad(seq_num, 9, '0'))").collectAsList().stream()
                .map(r -> r.getString(0))
                .toList();
        assertThat(order).isSorted();
      }
    }
    return counts;
  }

  @Test
  void filesHaveOneSizeAlsoWhenARunIsAHundredTimesAsBigAsTheOthers() throws IOException {
    int buckets = 8;
    Dataset<Row> rows =
        runs().selectExpr("run_uid", "explode(sequence(1L, events)) AS seq_num", "1.5D AS x");
    Dataset<Row> weights =
        runs()
            .selectExpr(
                "run_uid",
                "events * 40D AS " + TableWriter.WEIGHT,
                "events AS " + TableWriter.COUNT);
    Staging staging = staging();
    TableWriter writer = new TableWriter(staging, buckets, 100);
    writer.write(
        new TableRows("stream/stream=primary", rows, "seq_num"),
        writer.keys(runs(), Optional.of(weights)));
    List<Long> counts = rowsOfFiles(staging, "stream/stream=primary");
    double even = (HUGE + 99.0 * SMALL) / buckets;
    assertThat(counts)
        .hasSize(buckets)
        .allSatisfy(n -> assertThat((double) n).isCloseTo(even, within(SMALL + 1.0)));
  }

  @Test
  void runsOfATableWithoutEventsAreNotDivided() throws IOException {
    Dataset<Row> rows = runs().selectExpr("run_uid", "explode(sequence(1L, events)) AS position");
    Dataset<Row> weights =
        runs()
            .selectExpr(
                "run_uid",
                "events * 40D AS " + TableWriter.WEIGHT,
                "events AS " + TableWriter.COUNT);
    Staging staging = staging();
    TableWriter writer = new TableWriter(staging, 4, 100);
    writer.write(
        new TableRows("documents", rows, "position"), writer.keys(runs(), Optional.of(weights)));
    List<Long> counts = rowsOfFiles(staging, "documents");
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(HUGE + 99 * SMALL);
    assertThat(counts).anySatisfy(n -> assertThat(n).isBetween(HUGE, HUGE + 99 * SMALL / 2));
  }
}
