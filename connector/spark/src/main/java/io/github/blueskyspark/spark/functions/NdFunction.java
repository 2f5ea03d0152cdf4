package io.github.blueskyspark.spark.functions;

import java.util.Locale;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;

/**
 * A bound function over NDARRAY. Subclasses are public and have a public static {@code invoke},
 * Spark's magic method, which its generated code calls with the array as a row; objects may be null
 * there, and the answer is null then.
 */
abstract class NdFunction implements ScalarFunction<Object> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final DataType[] inputs;
  private final DataType result;

  NdFunction(String name, DataType[] inputs, DataType result) {
    this.name = name;
    this.inputs = inputs.clone();
    this.result = result;
  }

  @Override
  public final String name() {
    return name;
  }

  /** Two calls with the same types are the same expression. */
  @Override
  public final String canonicalName() {
    return "bluesky." + name.toLowerCase(Locale.ROOT);
  }

  @Override
  public final DataType[] inputTypes() {
    return inputs.clone();
  }

  @Override
  public final DataType resultType() {
    return result;
  }

  @Override
  public final String toString() {
    return name;
  }
}
