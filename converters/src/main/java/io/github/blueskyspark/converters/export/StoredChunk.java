package io.github.blueskyspark.converters.export;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Where a chunk stands.
 *
 * @param at its place in the grid of chunks, slowest first; empty for a scalar
 * @param uri of the file
 * @param offset of its first byte in the file
 * @param length in bytes, as stored
 */
record StoredChunk(List<Long> at, String uri, long offset, long length) {
  /** Copies the list. */
  StoredChunk {
    at = List.copyOf(at);
  }

  /** What a row of table {@code chunks} says. */
  static StoredChunk of(Row row) {
    return new StoredChunk(
        row.getList(row.fieldIndex("chunk")),
        row.getAs("path"),
        row.<Long>getAs("offset"),
        row.<Long>getAs("length"));
  }
}
