package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.RadialMean;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_radial}: the mean of pixels by whole distance from a centre. */
public final class NdRadial extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdRadial(DataType[] inputs) {
    super("nd_radial", inputs, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }

  /** Spark's magic method. */
  public static ArrayData invoke(InternalRow x, double cy, double cx, long bins) {
    return x == null
        ? null
        : new GenericArrayData(RadialMean.of(NdInput.numbers(x, "nd_radial"), cy, cx, bins));
  }
}
