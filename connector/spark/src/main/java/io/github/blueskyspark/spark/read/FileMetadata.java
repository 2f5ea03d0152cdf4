package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.spark.vectors.SparkTypes;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import java.util.List;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;

/** The hidden column {@code _metadata}: where a row was read, as Spark's file sources show it. */
final class FileMetadata implements MetadataColumn {
  /** As the core fills it. */
  static final Column COLUMN =
      new Column(
          "_metadata",
          ColumnType.struct(
              List.of(
                  "file_path", "file_name", "file_size", "file_modification_time", "byte_offset"),
              List.of(
                  ColumnType.STRING,
                  ColumnType.STRING,
                  ColumnType.LONG,
                  ColumnType.TIMESTAMP,
                  ColumnType.LONG)),
          "file the row was read from; byte_offset is where its document begins, 0-based");

  @Override
  public String name() {
    return COLUMN.name();
  }

  @Override
  public String comment() {
    return COLUMN.comment();
  }

  @Override
  public DataType dataType() {
    return SparkTypes.of(COLUMN.type());
  }
}
