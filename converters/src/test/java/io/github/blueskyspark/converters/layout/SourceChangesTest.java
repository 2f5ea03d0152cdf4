package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceChangesTest {
  private static final Map<String, String> SELECTION = Map.of("mode", "PERMISSIVE");
  private static final SourceFile KNOWN = new SourceFile("file:/a.jsonl", 10, 20, "");
  @TempDir java.nio.file.Path folder;
  private CommitLog log;

  @BeforeEach
  void convertOneFile() throws IOException {
    Path warehouse = new Path(folder.toUri());
    FileSystem files = warehouse.getFileSystem(new Configuration(false));
    CommitLog.read(files, warehouse).append(commit());
    log = CommitLog.read(files, warehouse);
  }

  private static Commit commit() {
    return new Commit(
        1,
        "one",
        1.5e9,
        "archive",
        SELECTION,
        List.of(KNOWN),
        1,
        Map.of("start", 1L),
        Map.of("runs", 1L),
        0,
        List.of(new TableFile("runs/a", 5)),
        List.of());
  }

  private SourceChanges of(Map<String, String> selection, SourceFile... listing) {
    return SourceChanges.of(log, "archive", selection, List.of(listing));
  }

  @Test
  void sameNameSizeAndTimeIsNoChange() {
    assertThat(of(SELECTION, KNOWN).isEmpty()).isTrue();
  }

  @Test
  void newFileIsGrowth() {
    SourceFile added = new SourceFile("file:/b.jsonl", 1, 1, "");
    SourceChanges changes = of(SELECTION, KNOWN, added);
    assertThat(changes.isEmpty()).isFalse();
    assertThat(changes.isGrowth()).isTrue();
    assertThat(changes.fresh()).containsExactly(added);
  }

  @Test
  void anotherSizeOrTimeIsAChange() {
    assertThat(of(SELECTION, new SourceFile("file:/a.jsonl", 11, 20, "")).changed()).hasSize(1);
    assertThat(of(SELECTION, new SourceFile("file:/a.jsonl", 10, 21, "")).isGrowth()).isFalse();
  }

  @Test
  void anotherSelectionHasReadNothing() {
    SourceChanges changes = of(Map.of(), KNOWN);
    assertThat(changes.before()).isEmpty();
    assertThat(changes.isEmpty()).isFalse();
    assertThat(changes.fresh()).containsExactly(KNOWN);
  }

  @Test
  void sourceThatVanishedIsNoChange() {
    assertThat(of(SELECTION).changed()).isEmpty();
  }
}
