package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
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
  void noSecondOneIsGivenWhileItIsHeld() throws IOException {
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      assertThat(lock.isExclusive()).isTrue();
      assertThatThrownBy(() -> WarehouseLock.take(files, warehouse))
          .isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void closingGivesItBack() throws IOException {
    WarehouseLock.take(files, warehouse).close();
    try (WarehouseLock again = WarehouseLock.take(files, warehouse)) {
      assertThat(again.isExclusive()).isTrue();
    }
  }
}
