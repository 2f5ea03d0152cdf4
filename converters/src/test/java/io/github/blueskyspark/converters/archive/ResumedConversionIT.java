package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedConversionIT {
  private final SparkSession spark = LocalSpark.session();
  private final Set<String> asked = new TreeSet<>();
  private boolean dies = true;
  @TempDir Path folder;

  /** Tables of an archive; the process dies before the first stream is written. */
  private final class Mortal extends ArchiveTables {
    Mortal(List<String> paths, Map<String, String> options) {
      super(spark, paths, options);
    }

    @Override
    Dataset<Row> table(String name) {
      asked.add(name);
      return super.table(name);
    }

    @Override
    Dataset<Row> stream(String name) {
      asked.add("stream");
      if (dies) {
        keep(warehouse().resolve("_bluesky/staging"), folder.resolve("kept"));
        throw new IllegalStateException("killed");
      }
      return super.stream(name);
    }
  }

  private static void keep(Path from, Path to) {
    try {
      FileUtils.copyDirectory(from.toFile(), to.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path source() {
    return folder.resolve("source");
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private ConversionReport convert() throws IOException {
    return new ArchiveConverter(spark, Mortal::new)
        .convert(new ConvertRequest(source().toString(), warehouse().toString()));
  }

  @BeforeEach
  void dieAfterSomeTables() throws IOException {
    MadeRuns.write(source(), 0, 3);
    assertThatThrownBy(this::convert).hasMessage("killed");
    keep(folder.resolve("kept"), warehouse().resolve("_bluesky/staging"));
    asked.clear();
    dies = false;
  }

  @Test
  void tablesThatWereStagedAsAWholeAreNotReadAgain() throws IOException {
    ConversionReport report = convert();
    assertThat(asked).contains("stream", "quarantine").doesNotContain("runs", "documents");
    assertThat(report.outcome()).isEqualTo(Outcome.CONVERTED);
    assertThat(report.rows()).containsEntry("runs", 3L);
    assertThat(WarehouseContent.documents(spark, warehouse().toString()))
        .hasSize(3)
        .allSatisfy((uid, n) -> assertThat(n).isEqualTo(MadeRuns.DOCUMENTS));
    assertThat(WarehouseContent.of(spark, warehouse()).get("stream/stream=primary"))
        .hasSize(3 * MadeRuns.EVENTS);
    assertThat(warehouse().resolve("_bluesky/staging")).doesNotExist();
  }

  @Test
  void anEntryOfPandaRowsInBetweenMeansNothing() throws IOException {
    var path = new org.apache.hadoop.fs.Path(warehouse().toString());
    CommitLog log = CommitLog.read(path.getFileSystem(new Configuration()), path);
    log.append(
        new Commit(
            log.next(),
            "panda-1",
            1.7e9,
            "panda",
            Map.of(),
            List.of(),
            0,
            Map.of(),
            Map.of(),
            0,
            List.of(),
            List.of()));
    assertThat(convert().runs()).isEqualTo(3);
    assertThat(asked).contains("stream", "quarantine").doesNotContain("runs", "documents");
  }

  @Test
  void whenTheSourceHasChangedAllIsReadAgain() throws IOException {
    MadeRuns.write(source(), 3, 4);
    assertThat(convert().runs()).isEqualTo(4);
    assertThat(asked).contains("runs", "documents");
  }

  @Test
  void onceFilesMoveNothingIsTakenUpAgain() throws IOException {
    try (var begun = Files.list(warehouse().resolve("_bluesky/staging"))) {
      Files.delete(begun.findFirst().orElseThrow().resolve("_PLAN"));
    }
    assertThat(convert().runs()).isEqualTo(3);
    assertThat(asked).contains("runs", "documents");
  }
}
