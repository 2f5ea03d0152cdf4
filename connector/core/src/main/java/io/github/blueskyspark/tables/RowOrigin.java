package io.github.blueskyspark.tables;

import io.github.blueskyspark.spi.FileRef;
import java.util.List;

/**
 * Writes the hidden {@code _metadata} column: the fields that the column's type still has, by name.
 */
public final class RowOrigin {
  private static final int MILLIS_TO_MICROS = 1000;

  private RowOrigin() {}

  /** Type of the hidden column among the required ones. */
  static ColumnType typeIn(List<Column> columns) {
    return columns.stream()
        .filter(c -> c.name().equals(TableSchemas.METADATA))
        .findFirst()
        .map(Column::type)
        .orElse(TableSchemas.metadata().type());
  }

  /** Writes the struct for a piece at a byte offset of a file. */
  public static void write(ColumnType type, FileRef file, long position, CellWriter cell) {
    for (int i = 0; i < type.names().size(); i++) {
      CellWriter field = cell.field(i);
      switch (type.names().get(i)) {
        case "file_path" -> field.putString(file.uri());
        case "file_name" -> field.putString(file.name());
        case "file_size" -> field.putLong(file.size());
        case "file_modification_time" -> field.putLong(file.modified() * MILLIS_TO_MICROS);
        case "byte_offset" -> field.putLong(position);
        default -> field.putNull();
      }
    }
  }
}
