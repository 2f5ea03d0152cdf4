package io.github.blueskyspark.converters.sinks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** What differs between the formats; everything else is SQL that both understand. */
interface SinkFormat {
  /** Quoted for SQL. */
  String identifier(String table);

  /** Names of all tables of ours that are there. */
  List<String> tables() throws IOException;

  /** The version of a table that counts now; empty when nothing was ever written to it. */
  Optional<String> version(String table);

  /** For {@code USING}. */
  String provider();

  /** Table properties for rows of a schema. */
  Map<String, String> properties(StructType schema);

  /** Whether columns may differ in case alone. */
  boolean isCaseSensitive();
}
