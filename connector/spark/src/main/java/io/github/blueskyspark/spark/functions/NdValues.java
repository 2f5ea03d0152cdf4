package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.NdArray;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_values}: all elements as doubles, in C order. */
public final class NdValues extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdValues(DataType[] inputs) {
    super("nd_values", inputs, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }

  /** Spark's magic method. */
  public static ArrayData invoke(InternalRow x) {
    if (x == null) {
      return null;
    }
    NdArray array = NdInput.numbers(x, "nd_values");
    double[] values = new double[array.size()];
    array.read(0, values.length, values);
    return new GenericArrayData(values);
  }
}
