package io.github.blueskyspark.converters.sinks;

import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Iceberg tables, in a namespace or below a directory (a catalog of type {@code hadoop} is made for
 * the session then).
 */
final class IcebergTables implements SinkFormat {
  private static final String CATALOG = "org.apache.iceberg.spark.SparkCatalog";
  private static final String COORDINATES =
      "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0";

  private final SparkSession spark;
  private final SinkTarget target;
  private final String namespace;

  IcebergTables(SparkSession spark, SinkTarget target) {
    this.spark = spark;
    this.target = target;
    ClassPath.need(SinkKind.ICEBERG, CATALOG, COORDINATES);
    this.namespace = target.namespace().orElseGet(() -> directory(target));
    if (target.namespace().isPresent()) {
      String catalog = namespace.substring(1, namespace.indexOf("`."));
      String plugin = spark.conf().getOption("spark.sql.catalog." + catalog).getOrElse(() -> "");
      if (!plugin.startsWith("org.apache.iceberg.")) {
        throw new OptionException(
            Location.option("target"),
            "use value '" + namespace.replace("`", "") + "'",
            "catalog " + catalog + " is no catalog of Iceberg",
            "Name a namespace of one, or a directory");
      }
      spark.sql("CREATE NAMESPACE IF NOT EXISTS " + namespace);
    }
  }

  private String directory(SinkTarget target) {
    String where = target.folder().toString();
    String name = "bluesky_iceberg_" + Integer.toHexString(where.hashCode());
    String key = "spark.sql.catalog." + name;
    spark.conf().set(key, CATALOG);
    spark.conf().set(key + ".type", "hadoop");
    spark.conf().set(key + ".warehouse", where);
    // The tables of a conversion change under its hands; nothing may be remembered.
    spark.conf().set(key + ".cache-enabled", "false");
    return SqlNames.quoted(name);
  }

  @Override
  public String identifier(String table) {
    return namespace + "." + SqlNames.quoted(table);
  }

  @Override
  public List<String> tables() throws IOException {
    if (target.namespace().isEmpty()) {
      return FolderTables.names(
          spark.sessionState().newHadoopConf(), target.folder(), "metadata", ".metadata.json");
    }
    List<String> names = new ArrayList<>();
    for (Row row : spark.sql("SHOW TABLES IN " + namespace).collectAsList()) {
      names.add(row.getString(row.fieldIndex("tableName")));
    }
    return names;
  }

  @Override
  public Optional<String> version(String table) {
    List<Row> found =
        spark
            .sql("SELECT snapshot_id FROM " + identifier(table) + ".refs WHERE name = 'main'")
            .collectAsList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(String.valueOf(found.get(0).getLong(0)));
  }

  @Override
  public String provider() {
    return SinkKind.ICEBERG.label();
  }

  @Override
  public Map<String, String> properties(StructType schema) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("format-version", "3");
    properties.put("write.parquet.compression-codec", "zstd");
    properties.put("bluesky.schema-version", String.valueOf(LayoutVersion.SCHEMA));
    properties.put("bluesky.converter-version", LayoutVersion.converter());
    if (schema.getFieldIndex("run_uid").isDefined()) {
      properties.put("write.parquet.bloom-filter-enabled.column.run_uid", "true");
    }
    if (SinkSchema.hasNestedVariant(schema)) {
      // Iceberg 1.12 reads a VARIANT inside an array, map or struct row by row only.
      properties.put("read.parquet.vectorization.enabled", "false");
    }
    return properties;
  }

  @Override
  public boolean isCaseSensitive() {
    return true;
  }
}
