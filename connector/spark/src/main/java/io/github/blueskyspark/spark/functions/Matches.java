package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.errors.Location;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * {@code matches(document, query)}: whether a document (VARIANT, or JSON text) fulfils a MongoDB
 * query.
 */
public final class Matches implements UnboundFunction {
  /** By which a pushed condition is recognized. */
  public static final String CANONICAL_NAME = "bluesky.matches";

  /** What errors of the query name. */
  public static final Location WHERE = Location.of("function matches");

  @Override
  public String name() {
    return "matches";
  }

  @Override
  public BoundFunction bind(StructType input) {
    if (input.length() == 2 && input.fields()[1].dataType() instanceof StringType) {
      DataType document = input.fields()[0].dataType();
      if (document instanceof VariantType) {
        return new MatchesVariant();
      }
      if (document instanceof StringType) {
        return new MatchesText();
      }
    }
    throw new UnsupportedOperationException(
        "matches takes (VARIANT or STRING, STRING), not "
            + input.simpleString()
            + "; for example matches(start, '{\"plan_name\": \"scan\"}')");
  }

  @Override
  public String description() {
    return "matches(document, query): whether the document fulfils the MongoDB query";
  }
}
