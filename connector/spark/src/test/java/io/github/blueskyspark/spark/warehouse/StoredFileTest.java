package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.tables.TableName;
import org.junit.jupiter.api.Test;

class StoredFileTest {
  @Test
  void thePathTellsTableAndMonth() {
    TableFile file = new TableFile("stream/stream=a%2Fb/year=2026/month=06/id-00000.parquet", 7);
    StoredFile stored = StoredFile.of("file:/w", file, 3);
    assertThat(stored.folder()).isEqualTo(TableFolder.of(TableName.STREAM, "a/b"));
    assertThat(stored.batch()).isEqualTo(new StoredFile.Batch(3, 12 * 2026 + 6));
    assertThat(stored.uri()).isEqualTo("file:/w/" + file.path());
  }

  @Test
  void whatHasNoTimeHasNoMonth() {
    TableFile file = new TableFile("runs/year=0000/month=00/id-00000.parquet", 7);
    assertThat(StoredFile.of("file:/w", file, 3).month()).isEqualTo(StoredFile.NO_MONTH);
  }
}
