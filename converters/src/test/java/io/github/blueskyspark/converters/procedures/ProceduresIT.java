package io.github.blueskyspark.converters.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProceduresIT {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  @BeforeEach
  void nameACatalog() {
    spark.conf().set("spark.sql.catalog.procs", "io.github.blueskyspark.BlueskyCatalog");
    spark
        .conf()
        .set(
            "spark.sql.catalog.procs.path",
            LocalSpark.samples().resolve("framings/archive").toString());
    spark.conf().set("spark.sql.catalog.procs.index", folder.resolve("index").toString());
  }

  private List<Row> sql(String text) {
    return spark.sql(text).collectAsList();
  }

  private String target() {
    return folder.resolve("warehouse").toString();
  }

  @Test
  void convertWritesAWarehouseOfTheCatalogsArchive() {
    long runs = sql("SELECT count(*) FROM procs.runs").get(0).getLong(0);
    Row report = sql("CALL procs.system.convert(target => '" + target() + "')").get(0);
    assertThat(report.<String>getAs("outcome")).isEqualTo("converted");
    assertThat(report.<Long>getAs("runs")).isEqualTo(runs);
    assertThat(spark.read().parquet(target() + "/runs").count()).isEqualTo(runs);
    Row again = sql("CALL procs.system.convert('" + target() + "')").get(0);
    assertThat(again.<String>getAs("outcome")).isEqualTo("unchanged");
  }

  @Test
  void vacuumRemovesStraysThatAreOldEnough() throws Exception {
    sql("CALL procs.system.convert(target => '" + target() + "')");
    Path stray = Path.of(target(), "runs/year=2020/month=01/left-00000.zstd.parquet");
    Files.createDirectories(stray.getParent());
    Files.writeString(stray, "half a file");
    assertThat(sql("CALL procs.system.vacuum(target => '" + target() + "')")).isEmpty();
    assertThat(stray).exists();
    List<Row> removed =
        sql(
            "CALL procs.system.vacuum(target => '"
                + target()
                + "', older_than => TIMESTAMP '2999-01-01 00:00:00')");
    assertThat(removed).hasSize(1);
    assertThat(removed.get(0).getString(0))
        .isEqualTo("runs/year=2020/month=01/" + stray.getFileName());
    assertThat(stray).doesNotExist();
    assertThat(spark.read().parquet(target() + "/runs").isEmpty()).isFalse();
  }

  @Test
  void compactPutsTheSmallFilesOfTwoConversionsTogether() throws Exception {
    Path source = Files.createDirectory(folder.resolve("source"));
    spark.conf().set("spark.sql.catalog.grows", "io.github.blueskyspark.BlueskyCatalog");
    spark.conf().set("spark.sql.catalog.grows.path", source.toString());
    for (String uid : List.of("00000001-0000-4000-a000-0", "00000002-0000-4000-a000-0")) {
      Files.writeString(
          source.resolve(uid + ".jsonl"),
          "[\"start\", {\"uid\": \"" + uid + "\", \"time\": 1.7e9, \"scan_id\": 1}]\n");
      sql("CALL grows.system.convert(target => '" + target() + "')");
    }
    Row report = sql("CALL procs.system.compact(target => '" + target() + "')").get(0);
    assertThat(report.<Long>getAs("files_before")).isEqualTo(4);
    assertThat(report.<Long>getAs("files_after")).isEqualTo(2);
    assertThat(report.<Long>getAs("bytes_after")).isPositive();
    assertThat(spark.read().parquet(target() + "/runs").count()).isEqualTo(2);
    Row again = sql("CALL procs.system.compact('" + target() + "')").get(0);
    assertThat(again.<Long>getAs("files_before")).isZero();
  }

  @Test
  void compactOfADirectoryThatIsNoWarehouseIsRefused() {
    assertThatThrownBy(() -> sql("CALL procs.system.compact(target => '" + folder + "')"))
        .hasStackTraceContaining("Cannot compact the warehouse: there is no commit log in it");
  }

  @Test
  void refreshIndexCountsRuns() {
    assertThat(sql("CALL procs.system.refresh_index()").get(0).getLong(0))
        .isEqualTo(sql("SELECT count(*) FROM procs.runs").get(0).getLong(0));
  }

  @Test
  void vacuumOfADirectoryThatIsNoWarehouseIsRefused() {
    assertThatThrownBy(() -> sql("CALL procs.system.vacuum(target => '" + folder + "')"))
        .hasStackTraceContaining("Cannot vacuum the warehouse");
  }
}
