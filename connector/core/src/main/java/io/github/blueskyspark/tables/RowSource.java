package io.github.blueskyspark.tables;

import java.io.Closeable;
import java.io.IOException;

/** Rows of one split. Not thread safe; whoever opened it closes it. */
public interface RowSource extends Closeable {
  /**
   * Writes the next row.
   *
   * @return false when there is none; nothing was written then
   */
  boolean next(RowWriter row) throws IOException;
}
