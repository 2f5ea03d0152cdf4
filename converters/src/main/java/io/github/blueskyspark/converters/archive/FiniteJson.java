package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Documents whose text Spark's JSON functions read. {@code NaN} and {@code Infinity} stand in
 * documents as Python writes them; {@code get_json_object} gives null for the whole text then.
 */
final class FiniteJson {
  private static final String NOT_FINITE = "([\\[:,]\\s*)-?(?:NaN|Infinity)(?=\\s*[,\\]}])";

  private FiniteJson() {}

  /** The same rows, with null in column {@code json} for numbers that are not finite. */
  static Dataset<Row> of(Dataset<Row> documents) {
    return documents.withColumn(
        "json", regexp_replace(col("json"), lit(NOT_FINITE), lit("$1null")));
  }
}
