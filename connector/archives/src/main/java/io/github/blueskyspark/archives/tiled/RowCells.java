package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.sql.SQLException;

/** The current row of a stream's tables. */
interface RowCells {
  /**
   * A value as JDBC gives it; null where there is none.
   *
   * @param index 1-based column of that table
   */
  Object value(int table, int index) throws SQLException, IOException;
}
