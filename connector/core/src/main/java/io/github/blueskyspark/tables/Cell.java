package io.github.blueskyspark.tables;

import java.io.IOException;

/**
 * How one column of a table is written from what a row is made of.
 *
 * @param <T> what a row is made of
 */
@FunctionalInterface
interface Cell<T> {
  /** Writes the value; a cell that is not written is null. */
  void write(T row, CellWriter cell) throws IOException;
}
