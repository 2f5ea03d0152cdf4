package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileMetadataTest {

  private final FileMetadata column = new FileMetadata();

  @Test
  void theTypeIsThatOfSparksFileSourcesWithAnOffset() {
    assertThat(column.dataType().sql())
        .isEqualTo(
            "STRUCT<file_path: STRING, file_name: STRING, file_size: BIGINT, "
                + "file_modification_time: TIMESTAMP, byte_offset: BIGINT>");
  }

  @Test
  void theNameIsSparksAndTheCommentSaysWhereOffsetsBegin() {
    assertThat(column.name()).isEqualTo("_metadata");
    assertThat(column.comment()).contains("0-based");
  }
}
