package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.StandardDeviation;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_std}: the standard deviation with ddof 0. */
public final class NdStd extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdStd(DataType[] inputs) {
    super("nd_std", inputs, DataTypes.DoubleType);
  }

  /** Spark's magic method. */
  public static Double invoke(InternalRow x) {
    return x == null ? null : StandardDeviation.of(NdInput.numbers(x, "nd_std"));
  }
}
