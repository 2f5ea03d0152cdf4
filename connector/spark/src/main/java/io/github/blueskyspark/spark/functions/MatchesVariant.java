package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.spark.vectors.VariantNodes;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/** {@link Matches} over VARIANT. Public, because Spark's generated code calls {@link #invoke}. */
public final class MatchesVariant implements ScalarFunction<Boolean> {
  private static final long serialVersionUID = 1L;

  private final QueryOnce query = new QueryOnce();

  @Override
  public String name() {
    return "matches";
  }

  @Override
  public String canonicalName() {
    return Matches.CANONICAL_NAME;
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.VariantType, DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return DataTypes.BooleanType;
  }

  /** Spark's magic method. */
  public Boolean invoke(VariantVal document, UTF8String text) {
    if (document == null || text == null) {
      return null;
    }
    return query.matches(
        VariantNodes.of(new Variant(document.getValue(), document.getMetadata())), text);
  }

  @Override
  public String toString() {
    return name();
  }
}
