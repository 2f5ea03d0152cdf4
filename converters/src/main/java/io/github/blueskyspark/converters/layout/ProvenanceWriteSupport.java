package io.github.blueskyspark.converters.layout;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;

/**
 * Adds the key-values {@code bluesky.*} of the job's configuration to the footer. Made by Parquet,
 * one a file.
 */
public final class ProvenanceWriteSupport extends ParquetWriteSupport {
  /** Version of the columns and their meaning. */
  public static final String SCHEMA_VERSION = "bluesky.schema-version";

  /** Version of the program that wrote the file. */
  public static final String CONVERTER_VERSION = "bluesky.converter-version";

  /** Made by Parquet. */
  public ProvenanceWriteSupport() {}

  @Override
  public WriteContext init(Configuration configuration) {
    WriteContext plain = super.init(configuration);
    Map<String, String> footer = new HashMap<>(plain.getExtraMetaData());
    for (String key : new String[] {SCHEMA_VERSION, CONVERTER_VERSION}) {
      String value = configuration.get(key);
      if (value != null) {
        footer.put(key, value);
      }
    }
    return new WriteContext(plain.getSchema(), footer);
  }
}
