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
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Delta tables, in a namespace or by path below a directory. */
final class DeltaTables implements SinkFormat {
  static final String EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  static final String CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";
  private static final String COORDINATES = "io.delta:delta-spark_4.1_2.13:4.4.0";

  private final SparkSession spark;
  private final SinkTarget target;

  DeltaTables(SparkSession spark, SinkTarget target) {
    this.spark = spark;
    this.target = target;
    ClassPath.need(SinkKind.DELTA, EXTENSION, COORDINATES);
    String catalog = spark.conf().getOption("spark.sql.catalog.spark_catalog").getOrElse(() -> "");
    if (!catalog.equals(CATALOG)) {
      throw new OptionException(
          Location.option("sink"),
          "use value 'delta'",
          "this Spark session was started without Delta's settings",
          "Start it with spark.sql.extensions="
              + EXTENSION
              + " and spark.sql.catalog.spark_catalog="
              + CATALOG);
    }
    target.namespace().ifPresent(n -> spark.sql("CREATE NAMESPACE IF NOT EXISTS " + n));
  }

  @Override
  public String identifier(String table) {
    return target
        .namespace()
        .map(n -> n + "." + SqlNames.quoted(table))
        .orElseGet(() -> "delta." + SqlNames.quoted(path(table).toString()));
  }

  private Path path(String table) {
    return new Path(files().makeQualified(target.folder()), table);
  }

  private FileSystem files() {
    try {
      return target.folder().getFileSystem(spark.sessionState().newHadoopConf());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public List<String> tables() throws IOException {
    if (target.namespace().isPresent()) {
      List<String> names = new ArrayList<>();
      for (Row row : spark.sql("SHOW TABLES IN " + target.namespace().get()).collectAsList()) {
        names.add(row.getString(row.fieldIndex("tableName")));
      }
      return names;
    }
    return FolderTables.names(
        spark.sessionState().newHadoopConf(), target.folder(), "_delta_log", ".json");
  }

  @Override
  public Optional<String> version(String table) {
    Row last = spark.sql("DESCRIBE HISTORY " + identifier(table) + " LIMIT 1").first();
    return Optional.of(String.valueOf(last.getLong(last.fieldIndex("version"))));
  }

  @Override
  public String provider() {
    return SinkKind.DELTA.label();
  }

  @Override
  public Map<String, String> properties(StructType schema) {
    return Map.of(
        // Data keys hold blanks and brackets, which plain Delta columns may not.
        "delta.columnMapping.mode", "name",
        "bluesky.schema-version", String.valueOf(LayoutVersion.SCHEMA),
        "bluesky.converter-version", LayoutVersion.converter());
  }

  @Override
  public boolean isCaseSensitive() {
    return false;
  }
}
