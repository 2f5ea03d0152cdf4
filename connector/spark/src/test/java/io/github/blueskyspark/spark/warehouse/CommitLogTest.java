package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
  @TempDir java.nio.file.Path folder;
  private FileSystem files;
  private Path warehouse;

  @BeforeEach
  void open() throws IOException {
    warehouse = new Path(folder.toUri());
    files = warehouse.getFileSystem(new Configuration(false));
  }

  static Commit commit(long number, String id, List<String> added, List<String> removed) {
    return new Commit(
        number,
        id,
        1.5e9,
        "archive",
        Map.of("mode", "PERMISSIVE"),
        List.of(new SourceFile("file:/a.jsonl", 10, 20, "ab")),
        1,
        Map.of("start", 1L),
        Map.of("runs", 1L),
        2,
        added.stream().map(path -> new TableFile(path, 5)).toList(),
        removed);
  }

  @Test
  void whatWasAppendedIsReadBack() throws IOException {
    Commit first = commit(1, "one", List.of("runs/a.parquet"), List.of());
    CommitLog.read(files, warehouse).append(first);
    assertThat(CommitLog.read(files, warehouse).entries()).containsExactly(first);
    assertThat(CommitLog.read(files, warehouse).next()).isEqualTo(2);
    try (var listed = Files.list(folder.resolve("_bluesky/commits"))) {
      assertThat(listed.map(p -> p.getFileName().toString())).containsExactly("00000001.json");
    }
  }

  @Test
  void fileCountsFromTheCommitThatAddsItToTheOneThatRemovesIt() throws IOException {
    CommitLog log = CommitLog.read(files, warehouse);
    log.append(commit(1, "one", List.of("runs/a", "runs/b"), List.of()));
    log.append(commit(2, "two", List.of("runs/c"), List.of("runs/a")));
    assertThat(CommitLog.read(files, warehouse).live()).containsOnlyKeys("runs/b", "runs/c");
  }

  @Test
  void numberThatIsTakenIsRefusedAndNothingIsOverwritten() throws IOException {
    CommitLog seen = CommitLog.read(files, warehouse);
    seen.append(commit(1, "one", List.of("runs/a"), List.of()));
    assertThatThrownBy(() -> seen.append(commit(1, "two", List.of("runs/b"), List.of())))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("another conversion wrote into the same directory meanwhile");
    assertThat(CommitLog.read(files, warehouse).live()).containsOnlyKeys("runs/a");
  }

  @Test
  void logOfANewerProgramIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("_bluesky/commits"));
    Files.writeString(folder.resolve("_bluesky/commits/00000001.json"), "{\"format\": 99}");
    assertThatThrownBy(() -> CommitLog.read(files, warehouse))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("its format is 99");
  }
}
