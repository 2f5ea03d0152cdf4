package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseLockTest {
  @TempDir java.nio.file.Path folder;
  private FileSystem files;
  private Path warehouse;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration(false));
    warehouse = new Path(folder.resolve("new/warehouse").toUri());
  }

  @Test
  void takingItMakesTheFolder() throws IOException {
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      assertThat(lock.isExclusive()).isTrue();
      assertThat(folder.resolve("new/warehouse/_bluesky/lock")).exists();
    }
  }

  @Test
  void aSecondOneOfTheSameProcessWaits() throws Exception {
    CompletableFuture<Boolean> second;
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      assertThat(lock.waited()).isFalse();
      second = CompletableFuture.supplyAsync(this::takeOnce);
      CompletableFuture<Boolean> waiting = second;
      assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(lock.isExclusive()).isTrue();
      assertThat(second.isDone()).isFalse();
    }
    assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private boolean takeOnce() {
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      return lock.waited();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTargetThatIsAFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    for (String name : List.of("file", "file/below")) {
      assertThatThrownBy(() -> WarehouseLock.take(files, new Path(folder.resolve(name).toUri())))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining(name)
          .hasMessageContaining(
              "Cannot make the warehouse: it, or what it lies in, is no directory");
    }
    assertThat(folder.resolve("file")).isEmptyFile();
  }

  @Test
  void closingGivesItBack() throws IOException {
    WarehouseLock.take(files, warehouse).close();
    try (WarehouseLock again = WarehouseLock.take(files, warehouse)) {
      assertThat(again.isExclusive()).isTrue();
    }
  }
}
