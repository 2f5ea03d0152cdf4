package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_sum}: the sum of all elements; integers are added exactly and rounded once. */
public final class NdSum extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdSum(DataType[] inputs) {
    super("nd_sum", inputs, DataTypes.DoubleType);
  }

  /** Spark's magic method. */
  public static Double invoke(InternalRow x) {
    return x == null ? null : Reductions.of(NdInput.numbers(x, "nd_sum"), Wanted.SUMS).sum();
  }
}
