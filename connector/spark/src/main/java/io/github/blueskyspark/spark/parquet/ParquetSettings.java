package io.github.blueskyspark.spark.parquet;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * How files of the same columns are read, made once for all of them: a copy of Hadoop's settings
 * for each file took two fifths of the time that a look into a small file takes.
 *
 * <p>Settings that change what a file means are set here and not taken from the session: names are
 * case-sensitive, variants keep their bytes, checksums of pages are compared.
 *
 * <p>Not thread safe; a file must be closed before the next is opened with the same settings.
 */
public final class ParquetSettings {
  private static final StructType STORED_VARIANT =
      new StructType().add("value", DataTypes.BinaryType).add("metadata", DataTypes.BinaryType);

  private final JobConf conf;
  private final StructType columns;

  private ParquetSettings(JobConf conf, StructType columns) {
    this.conf = conf;
    this.columns = columns;
  }

  /** Settings for files that have these columns. */
  public static ParquetSettings of(Configuration given, StructType columns) {
    JobConf conf = new JobConf(given);
    conf.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
    conf.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), stored(columns).json());
    conf.setBoolean("parquet.page.verify-checksum.enabled", true);
    conf.setBoolean("spark.sql.caseSensitive", true);
    conf.setBoolean("spark.sql.parquet.binaryAsString", false);
    conf.setBoolean("spark.sql.parquet.int96AsTimestamp", true);
    conf.setBoolean("spark.sql.parquet.inferTimestampNTZ.enabled", true);
    conf.setBoolean("spark.sql.legacy.parquet.nanosAsLong", false);
    conf.setBoolean("spark.sql.parquet.fieldId.read.enabled", false);
    conf.setBoolean("spark.sql.parquet.ignoreVariantAnnotation", true);
    conf.setBoolean("spark.sql.variant.allowReadingShredded", false);
    return new ParquetSettings(conf, columns);
  }

  /** Hadoop's settings. */
  public Configuration hadoop() {
    return conf;
  }

  /** The columns that are read, with their types in the file. */
  StructType columns() {
    return columns;
  }

  /** Hadoop's settings for a file, until this is called again. */
  Configuration with(Optional<FilterPredicate> filter) {
    conf.unset(ParquetInputFormat.FILTER_PREDICATE);
    filter.ifPresent(f -> ParquetInputFormat.setFilterPredicate(conf, f));
    return conf;
  }

  private static StructType stored(StructType columns) {
    StructType stored = new StructType();
    for (StructField field : columns.fields()) {
      stored = stored.add(field.name(), stored(field.dataType()), true);
    }
    return stored;
  }

  private static DataType stored(DataType type) {
    return type instanceof VariantType ? STORED_VARIANT : type;
  }
}
