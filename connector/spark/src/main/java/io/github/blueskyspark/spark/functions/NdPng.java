package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.GrayPng;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_png}: a picture with 256 levels of grey. */
public final class NdPng extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdPng(DataType[] inputs) {
    super("nd_png", inputs, DataTypes.BinaryType);
  }

  /** Spark's magic method, from the smallest to the largest value. */
  public static byte[] invoke(InternalRow x) {
    return x == null ? null : GrayPng.of(NdInput.numbers(x, "nd_png"));
  }

  /** The same between two levels. */
  public static byte[] invoke(InternalRow x, double low, double high) {
    return x == null ? null : GrayPng.of(NdInput.numbers(x, "nd_png"), low, high);
  }
}
