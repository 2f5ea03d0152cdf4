package io.github.blueskyspark.converters.layout;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's own Parquet writer with our footer and with settings that must not depend on the session:
 * zstd, timestamps as microseconds, VARIANT unshredded, checksums of pages.
 *
 * <p>Named as a whole in {@code df.write().format(…)}; Spark offers no option for footer
 * key-values, but the write support can be replaced after it has prepared the job.
 */
public final class ProvenanceParquet extends ParquetFileFormat {
  private static final long serialVersionUID = 1L;

  /** For {@code DataFrameWriter.format}. */
  public static final String FORMAT = ProvenanceParquet.class.getName();

  /** Made by Spark. */
  public ProvenanceParquet() {}

  @Override
  public OutputWriterFactory prepareWrite(
      SparkSession session,
      Job job,
      scala.collection.immutable.Map<String, String> options,
      StructType schema) {
    OutputWriterFactory factory = super.prepareWrite(session, job, options, schema);
    Configuration conf = job.getConfiguration();
    conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    conf.setBoolean("spark.sql.parquet.writeLegacyFormat", false);
    conf.setBoolean("spark.sql.variant.writeShredding.enabled", false);
    conf.setBoolean("spark.sql.parquet.variant.annotateLogicalType.enabled", true);
    conf.setBoolean(ParquetOutputFormat.PAGE_WRITE_CHECKSUM_ENABLED, true);
    ParquetOutputFormat.setWriteSupportClass(job, ProvenanceWriteSupport.class);
    return factory;
  }

  @Override
  public String shortName() {
    return "bluesky-parquet";
  }

  @Override
  public String toString() {
    return "Bluesky Parquet";
  }
}
