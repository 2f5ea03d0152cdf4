package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_mean}: the mean of all elements, NaN for none. */
public final class NdMean extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdMean(DataType[] inputs) {
    super("nd_mean", inputs, DataTypes.DoubleType);
  }

  /** Spark's magic method. */
  public static Double invoke(InternalRow x) {
    return x == null ? null : Reductions.of(NdInput.numbers(x, "nd_mean"), Wanted.SUMS).mean();
  }
}
