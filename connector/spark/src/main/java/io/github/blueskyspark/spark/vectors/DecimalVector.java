package io.github.blueskyspark.spark.vectors;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** DECIMAL20: unsigned 64-bit integers. */
final class DecimalVector extends CellVector {
  private BigDecimal[] values = new BigDecimal[capacity()];

  DecimalVector(DataType type, BatchSize size) {
    super(type, size);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public void putDecimal(BigDecimal value) {
    int at = claim();
    values[at] = value;
  }

  @Override
  public Decimal getDecimal(int rowId, int precision, int scale) {
    return Decimal.apply(values[rowId], precision, scale);
  }
}
