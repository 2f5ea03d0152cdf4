package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_max}: the largest element, NaN where there is one. */
public final class NdMax extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdMax(DataType[] inputs) {
    super("nd_max", inputs, DataTypes.DoubleType);
  }

  /** Spark's magic method. */
  public static Double invoke(InternalRow x) {
    return x == null ? null : Reductions.of(NdInput.numbers(x, "nd_max"), Wanted.ALL).max();
  }
}
