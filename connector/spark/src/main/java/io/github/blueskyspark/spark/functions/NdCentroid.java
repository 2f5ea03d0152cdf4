package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.Centroid;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code nd_centroid}: the centre of mass, one index an axis. */
public final class NdCentroid extends NdFunction {
  private static final long serialVersionUID = 1L;

  NdCentroid(DataType[] inputs) {
    super("nd_centroid", inputs, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }

  /** Spark's magic method. */
  public static ArrayData invoke(InternalRow x) {
    return x == null ? null : new GenericArrayData(Centroid.of(NdInput.numbers(x, "nd_centroid")));
  }
}
