package io.github.blueskyspark.spark.parquet;

import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** Columns that have one value in all rows. */
public final class ConstantVectors {
  private ConstantVectors() {}

  /** A STRING. */
  public static ColumnVector text(String value, int rows) {
    ConstantColumnVector vector = new ConstantColumnVector(rows, DataTypes.StringType);
    vector.setUtf8String(UTF8String.fromString(value));
    return vector;
  }

  /** A BOOLEAN. */
  public static ColumnVector of(boolean value, int rows) {
    ConstantColumnVector vector = new ConstantColumnVector(rows, DataTypes.BooleanType);
    vector.setBoolean(value);
    return vector;
  }
}
