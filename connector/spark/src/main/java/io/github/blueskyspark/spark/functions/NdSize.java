package io.github.blueskyspark.spark.functions;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_size}: the number of elements. */
public final class NdSize extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdSize(DataType[] inputs) {
    super("nd_size", inputs, DataTypes.LongType);
  }

  /** Spark's magic method. */
  public static Long invoke(InternalRow x) {
    return x == null ? null : Reductions.size(x.getArray(1));
  }
}
