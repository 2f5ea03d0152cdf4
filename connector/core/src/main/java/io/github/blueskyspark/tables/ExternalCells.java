package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RunIndex;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the cells of external data keys; opens files only when it is asked for a value. Not thread
 * safe.
 */
public interface ExternalCells extends Closeable {
  /**
   * Writes one cell, null where no row of the array belongs to the seq_num.
   *
   * @param column index among the required columns
   * @return false when the value does not fit the column; the cell is null then
   */
  boolean write(RunIndex run, long seqNum, int column, CellWriter cell) throws IOException;

  /** For queries that want no external column. */
  static ExternalCells none() {
    return new ExternalCells() {
      @Override
      public boolean write(RunIndex run, long seqNum, int column, CellWriter cell) {
        cell.putNull();
        return true;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
