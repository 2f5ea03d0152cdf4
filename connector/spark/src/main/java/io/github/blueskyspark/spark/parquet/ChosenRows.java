package io.github.blueskyspark.spark.parquet;

import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Some rows and the first columns of a batch, as a batch of its own, without copying values. */
public final class ChosenRows {
  private final int[] rows = new int[ParquetBatches.ROWS];
  private final StructType columns;
  private int count;

  /**
   * @param columns that the new batch shows; the given batches begin with them
   */
  public ChosenRows(StructType columns) {
    this.columns = columns;
  }

  /** Forgets the rows of the batch before. */
  public void clear() {
    count = 0;
  }

  /** Takes a row, in ascending order. */
  public void add(int row) {
    rows[count++] = row;
  }

  /** How many rows were taken. */
  public int count() {
    return count;
  }

  /** The rows taken from a batch. */
  public ColumnarBatch of(ColumnarBatch batch) {
    boolean whole = count == batch.numRows();
    ColumnVector[] vectors = new ColumnVector[columns.length()];
    for (int i = 0; i < vectors.length; i++) {
      ColumnVector stored = batch.column(i);
      vectors[i] = whole ? stored : new RowsView(stored.dataType(), stored, row -> rows[row]);
    }
    return new ColumnarBatch(vectors, count);
  }
}
