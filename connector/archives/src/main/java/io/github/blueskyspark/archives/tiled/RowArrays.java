package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.SQLException;

/** An array beside a stream's tables, whose rows are values of its events. Not thread safe. */
interface RowArrays {
  /** Writes the next event's array as a field; nothing when no more rows were written. */
  void writeNext(String key, JsonGenerator to) throws SQLException, IOException;
}
