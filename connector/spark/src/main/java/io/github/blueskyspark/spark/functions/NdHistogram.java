package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.Histogram;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_histogram}: counts in bins of equal width, the last one closed. */
public final class NdHistogram extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdHistogram(DataType[] inputs) {
    super("nd_histogram", inputs, DataTypes.createArrayType(DataTypes.LongType, false));
  }

  /** Spark's magic method. */
  public static ArrayData invoke(InternalRow x, double low, double high, long bins) {
    return x == null
        ? null
        : new GenericArrayData(Histogram.of(NdInput.numbers(x, "nd_histogram"), low, high, bins));
  }
}
