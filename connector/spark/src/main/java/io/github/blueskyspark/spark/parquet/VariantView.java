package io.github.blueskyspark.spark.parquet;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * A struct of value and metadata, shown as the VARIANT it is. Spark's reader makes a variant anew
 * and drops names of its dictionary that no field uses; this one leaves the bytes as they are.
 */
final class VariantView extends RowsView {
  VariantView(ColumnVector stored) {
    super(DataTypes.VariantType, stored, row -> row);
  }
}
