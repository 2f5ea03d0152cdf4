package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.AxisSum;
import io.github.blueskyspark.spark.vectors.SparkTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** {@code nd_sum_axis}: the sums along one axis. */
public final class NdSumAxis extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdSumAxis(DataType[] inputs) {
    super("nd_sum_axis", inputs, SparkTypes.NDARRAY);
  }

  /** Spark's magic method. */
  public static InternalRow invoke(InternalRow x, long axis) {
    return x == null ? null : NdInput.row(AxisSum.of(NdInput.numbers(x, "nd_sum_axis"), axis));
  }
}
