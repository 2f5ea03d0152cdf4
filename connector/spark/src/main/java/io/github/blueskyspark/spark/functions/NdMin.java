package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_min}: the smallest element, NaN where there is one. */
public final class NdMin extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdMin(DataType[] inputs) {
    super("nd_min", inputs, DataTypes.DoubleType);
  }

  /** Spark's magic method. */
  public static Double invoke(InternalRow x) {
    return x == null ? null : Reductions.of(NdInput.numbers(x, "nd_min"), Wanted.ALL).min();
  }
}
