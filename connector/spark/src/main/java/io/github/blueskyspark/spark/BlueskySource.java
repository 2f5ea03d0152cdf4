package io.github.blueskyspark.spark;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spark.read.BlueskyTable;
import io.github.blueskyspark.spark.read.DeclaredTable;
import io.github.blueskyspark.spark.storage.Archives;
import io.github.blueskyspark.spark.write.DocumentSaving;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The short name {@code bluesky}: {@code spark.read().format("bluesky").option("table",
 * "runs").load(path)}, and {@code write().format("bluesky").option("archive", "jsonl").save(dir)}.
 *
 * <p>Spark asks for the table before it writes, too, with the columns of what is to be written, and
 * then without having asked for the schema. Writing itself goes through {@link
 * CreatableRelationProvider}, because Spark's V2 path refuses the default save mode.
 */
public final class BlueskySource
    implements TableProvider, DataSourceRegister, CreatableRelationProvider {
  private final Archives archives = new Archives();
  private boolean isInferred;

  @Override
  public String shortName() {
    return "bluesky";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    isInferred = true;
    return open(options).rowType();
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    if (partitioning.length > 0) {
      throw new OptionException(
          Location.of("format bluesky"),
          "partition the table",
          "an archive has its own order",
          "Leave partitioning out");
    }
    return isInferred ? open(properties) : new DeclaredTable(schema);
  }

  private BlueskyTable open(Map<String, String> options) {
    return BlueskyTable.open("", options, archives);
  }

  /** A VARIANT too, which Spark's default leaves out. */
  @Override
  public boolean supportsDataType(DataType type) {
    return true;
  }

  @Override
  public BaseRelation createRelation(
      SQLContext context,
      SaveMode mode,
      scala.collection.immutable.Map<String, String> parameters,
      Dataset<Row> data) {
    DocumentSaving.save(mode, CollectionConverters.asJava(parameters), data);
    StructType schema = data.schema();
    return new BaseRelation() {
      @Override
      public SQLContext sqlContext() {
        return context;
      }

      @Override
      public StructType schema() {
        return schema;
      }
    };
  }
}
