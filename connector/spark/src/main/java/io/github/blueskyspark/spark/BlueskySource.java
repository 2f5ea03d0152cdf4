package io.github.blueskyspark.spark;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spark.read.BlueskyTable;
import io.github.blueskyspark.spark.storage.Archives;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The short name {@code bluesky}: {@code spark.read().format("bluesky").option("table",
 * "runs").load(path)}.
 */
public final class BlueskySource implements TableProvider, DataSourceRegister {
  private final Archives archives = new Archives();

  @Override
  public String shortName() {
    return "bluesky";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return open(options).rowType();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    BlueskyTable table = open(properties);
    if (partitioning.length > 0) {
      throw new OptionException(
          Location.of("format bluesky"),
          "partition the table",
          "an archive has its own order",
          "Leave partitioning out");
    }
    return table;
  }

  private BlueskyTable open(Map<String, String> options) {
    return BlueskyTable.open("", options, archives);
  }
}
