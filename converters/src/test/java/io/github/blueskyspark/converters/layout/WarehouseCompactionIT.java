package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConversionReport;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import io.github.blueskyspark.errors.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseCompactionIT {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;
  private Path source;
  private Path warehouse;

  @BeforeEach
  void name() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    warehouse = folder.resolve("ware house");
  }

  private ConversionReport convert(Path from) throws IOException {
    return new ArchiveConverter(spark)
        .convert(new ConvertRequest(from.toString(), warehouse.toString()));
  }

  private CompactionReport compact() throws IOException {
    return new WarehouseCompaction(spark, warehouse.toString()).run();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(warehouse)) {
      return files
          .filter(f -> f.toString().endsWith(".parquet"))
          .filter(f -> !f.toString().contains("_bluesky"))
          .sorted()
          .toList();
    }
  }

  private List<String> rows(String table, Path of) {
    Map<String, String> options = new HashMap<>(Map.of("table", table));
    if (table.equals("stream")) {
      options.put("stream", "primary");
    }
    Dataset<Row> rows = spark.read().format("bluesky").options(options).load(of.toString());
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private void likeTheSource() throws IOException {
    for (String table : List.of("runs", "documents", "events", "stream", "data_keys")) {
      assertThat(rows(table, warehouse)).as(table).isEqualTo(rows(table, source));
    }
    VerifyRequest request =
        new VerifyRequest(warehouse.toString(), List.of(source.toString()), Map.of());
    assertThat(new WarehouseVerifier(spark, request).verify().examples()).isEmpty();
  }

  private void run(String uid, double time, String key, String values) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("[\"start\", {\"uid\": \"" + uid + "\", \"time\": " + time + "}]");
    lines.add(
        String.format(
            "[\"descriptor\", {\"uid\": \"%1$s-d\", \"run_start\": \"%1$s\", \"time\": %2$s,"
                + " \"name\": \"primary\", \"data_keys\": {\"%3$s\": {\"source\": \"s\","
                + " \"dtype\": \"number\", \"shape\": []}}, \"configuration\": {}, \"hints\": {},"
                + " \"object_keys\": {}}]",
            uid, time, key));
    int n = 0;
    for (String value : values.split(" ", -1)) {
      n++;
      lines.add(
          String.format(
              "[\"event\", {\"uid\": \"%1$s-%2$d\", \"descriptor\": \"%1$s-d\", \"time\": %3$s,"
                  + " \"seq_num\": %2$d, \"data\": {\"%4$s\": %5$s}, \"timestamps\": {},"
                  + " \"filled\": {}}]",
              uid, n, time + n, key, value));
    }
    Files.write(source.resolve(uid + ".jsonl"), lines);
  }

  private void threeConversions() throws IOException {
    run("aaaaa-1", 1_717_500_000.5, "x", "1.5 2");
    convert(source);
    run("bbbbb-2", 1_717_400_000.5, "y", "3 4");
    convert(source);
    run("ccccc-3", 1_727_400_000.5, "x", "5");
    convert(source);
  }

  @Test
  void smallFilesOfAMonthBecomeOneWithTheSameRows() throws IOException {
    threeConversions();
    CompactionReport planned = new WarehouseCompaction(spark, warehouse.toString()).plan();
    assertThat(files()).hasSize(15);
    CompactionReport done = compact();
    assertThat(done.filesBefore()).isEqualTo(planned.filesBefore()).isGreaterThanOrEqualTo(10);
    // five tables, two months
    assertThat(files()).hasSize(10);
    likeTheSource();
    Dataset<Row> plain =
        spark.read().parquet(warehouse.resolve("stream/stream=primary").toString());
    assertThat(plain.columns()).contains("x", "y");
    assertThat(plain.selectExpr("run_uid", "seq_num").where("month = 6").collectAsList())
        .extracting(r -> r.getString(0) + " " + r.getLong(1))
        .containsExactly("bbbbb-2 1", "bbbbb-2 2", "aaaaa-1 1", "aaaaa-1 2");
    assertThat(compact()).isEqualTo(new CompactionReport(0, 0, 0, 0));
  }

  @Test
  @Tag("slow")
  void conversionsGoOnAsIfThereHadBeenOne() throws IOException {
    threeConversions();
    compact();
    assertThat(convert(source).outcome()).isEqualTo(ConversionReport.Outcome.UNCHANGED);
    run("ddddd-4", 1_717_400_001.5, "x", "7");
    assertThat(convert(source).runs()).isEqualTo(1);
    likeTheSource();
    run("aaaaa-1", 1_717_500_000.5, "x", "1.5 2 3");
    convert(source);
    likeTheSource();
    assertThat(spark.read().parquet(warehouse.resolve("runs").toString()).count()).isEqualTo(4);
    assertThat(compact().filesBefore()).isZero();
  }

  @Test
  void aDirectoryWithoutALogIsRefused() {
    assertThatThrownBy(this::compact)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("Cannot compact the warehouse: there is no commit log");
  }
}
