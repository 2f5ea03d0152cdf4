package io.github.blueskyspark.spark.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** {@link Matches} over JSON text. Public, because Spark's generated code calls {@link #invoke}. */
public final class MatchesText implements ScalarFunction<Boolean> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

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
    return new DataType[] {DataTypes.StringType, DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return DataTypes.BooleanType;
  }

  /** Spark's magic method. */
  public Boolean invoke(UTF8String document, UTF8String text) {
    if (document == null || text == null) {
      return null;
    }
    try {
      return query.matches(JSON.readTree(document.toString()), text);
    } catch (JsonProcessingException e) {
      throw new OptionException(
              Matches.WHERE,
              "read document",
              "it is no JSON: " + e.getOriginalMessage(),
              "Give a JSON object or VARIANT")
          .because(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
