package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.tables.CellWriter;
import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarMap;

/** MAP with STRING keys; the entries of all rows lie in two vectors. */
final class MapVector extends CellVector {
  private static final int ENTRY_BYTES = 16;

  private final StringVector keys;
  private final CellVector values;
  private int[] starts = new int[capacity()];
  private int[] lengths = new int[capacity()];
  private boolean open;

  MapVector(StringVector keys, CellVector values, BatchSize size) {
    super(DataTypes.createMapType(DataTypes.StringType, values.dataType(), true), size);
    this.keys = keys;
    this.values = values;
  }

  @Override
  void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  void clear() {
    super.clear();
    keys.clear();
    values.clear();
    open = false;
  }

  @Override
  public void beginMap() {
    int at = claim();
    starts[at] = keys.position();
    open = false;
  }

  @Override
  public CellWriter entry(String key) {
    closeEntry();
    keys.putString(key);
    keys.finish();
    open = true;
    return values;
  }

  @Override
  public void endMap() {
    closeEntry();
    int at = claim();
    lengths[at] = keys.position() - starts[at];
    account((long) ENTRY_BYTES * lengths[at]);
  }

  private void closeEntry() {
    if (open) {
      values.finish();
      open = false;
    }
  }

  @Override
  public ColumnarMap getMap(int rowId) {
    return new ColumnarMap(keys, values, starts[rowId], lengths[rowId]);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return ordinal == 0 ? keys : values;
  }
}
