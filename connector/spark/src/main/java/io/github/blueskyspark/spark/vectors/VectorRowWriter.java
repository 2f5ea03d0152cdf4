package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowWriter;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Collects rows into columnar batches of bounded size.
 *
 * <p>One object serves all batches of a split: {@link #clear()}, then row after row until {@link
 * #isFull()}, then {@link #batch()}. The batch is valid until the next {@code clear}. Not thread
 * safe.
 */
public final class VectorRowWriter implements RowWriter {
  private static final int MAX_ROWS = 4096;
  private static final int MIN_ROWS = 64;
  private static final int MAX_CELLS = 1 << 19;
  private static final long MAX_BYTES = 4L << 20;

  private final CellVector[] cells;
  private final ColumnarBatch batch;
  private final BatchSize size = new BatchSize();
  private final int mostRows;
  private int rows;

  /**
   * No rows yet.
   *
   * @param columns as the core writes them
   * @param schema as Spark reads them: the same columns in the same order, structs perhaps with
   *     fewer fields
   */
  public VectorRowWriter(List<Column> columns, StructType schema) {
    cells = new CellVector[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = CellVectors.of(columns.get(i).type(), schema.fields()[i].dataType(), size);
    }
    batch = new ColumnarBatch(cells);
    mostRows = Math.max(MIN_ROWS, Math.min(MAX_ROWS, MAX_CELLS / Math.max(1, cells.length)));
  }

  @Override
  public CellWriter cell(int index) {
    return cells[index];
  }

  /** Ends the row; cells that received nothing are null. */
  public void endRow() {
    for (CellVector cell : cells) {
      cell.finish();
    }
    rows++;
  }

  /** Rows since the last {@link #clear()}. */
  public int rows() {
    return rows;
  }

  /**
   * Whether the batch has 4096 rows (fewer where there are many columns) or 4 MiB of bytes; a
   * single large row may exceed that.
   */
  public boolean isFull() {
    return rows >= mostRows || size.bytes() >= MAX_BYTES;
  }

  /** Forgets all rows. */
  public void clear() {
    for (CellVector cell : cells) {
      cell.clear();
    }
    size.clear();
    rows = 0;
  }

  /** The rows so far, for Spark. */
  public ColumnarBatch batch() {
    batch.setNumRows(rows);
    return batch;
  }
}
