package io.github.blueskyspark.tables;

/** Receives one row; {@link RowSource#next} fills it. */
public interface RowWriter {
  /** The cell of the i-th required column, in the order in which the columns were asked for. */
  CellWriter cell(int index);
}
