package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.tables.CellWriter;
import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** ARRAY; the elements of all rows lie in one vector. */
final class ArrayVector extends CellVector {
  private static final int ELEMENT_BYTES = 8;

  private final CellVector elements;
  private int[] starts = new int[capacity()];
  private int[] lengths = new int[capacity()];
  private boolean open;

  ArrayVector(CellVector elements, BatchSize size) {
    super(DataTypes.createArrayType(elements.dataType(), true), size);
    this.elements = elements;
  }

  @Override
  void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  void clear() {
    super.clear();
    elements.clear();
    open = false;
  }

  @Override
  public void beginArray() {
    int at = claim();
    starts[at] = elements.position();
    open = false;
  }

  @Override
  public CellWriter element() {
    closeElement();
    open = true;
    return elements;
  }

  @Override
  public void endArray() {
    closeElement();
    int at = claim();
    lengths[at] = elements.position() - starts[at];
    account((long) ELEMENT_BYTES * lengths[at]);
  }

  private void closeElement() {
    if (open) {
      elements.finish();
      open = false;
    }
  }

  @Override
  public ColumnarArray getArray(int rowId) {
    return new ColumnarArray(elements, starts[rowId], lengths[rowId]);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return elements;
  }
}
