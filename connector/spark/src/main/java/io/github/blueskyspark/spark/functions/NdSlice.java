package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.ArraySlice;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.vectors.SparkTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** {@code nd_slice}: part of an array, as numpy indexes it. */
public final class NdSlice extends NdFunction {
  private static final long serialVersionUID = 1L;
  private static final Location WHERE = Location.of("function nd_slice");

  NdSlice(DataType[] inputs) {
    super("nd_slice", inputs, SparkTypes.NDARRAY);
  }

  /** Spark's magic method. */
  public static InternalRow invoke(InternalRow x, UTF8String index) {
    return x == null || index == null
        ? null
        : NdInput.row(ArraySlice.of(NdInput.of(x, "nd_slice"), index.toString(), WHERE));
  }
}
