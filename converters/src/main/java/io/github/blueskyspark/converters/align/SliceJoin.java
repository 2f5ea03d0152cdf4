package io.github.blueskyspark.converters.align;

import java.util.Iterator;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Joins the rows of one slice.
 *
 * @param width number of {@code by} columns
 * @param columns of the result
 */
record SliceJoin(AsOfMerge.Rule rule, int width, int columns)
    implements CoGroupFunction<Integer, Row, Row, Row> {
  @Override
  public Iterator<Row> call(Integer slice, Iterator<Row> left, Iterator<Row> right) {
    return new AsOfMerge<>(rule, left, right, row -> Key.of(row, 0, width), this::joined);
  }

  private Row joined(Row left, Row right) {
    Object[] cells = new Object[columns];
    Row own = left.getAs(Side.ROW);
    int at = 0;
    for (; at < own.length(); at++) {
      cells[at] = own.get(at);
    }
    if (right != null) {
      Row other = right.getAs(Side.ROW);
      for (int i = 0; i < other.length(); i++) {
        cells[at + i] = other.get(i);
      }
    }
    return RowFactory.create(cells);
  }
}
