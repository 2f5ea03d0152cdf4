package io.github.blueskyspark.converters.procedures;

import io.github.blueskyspark.converters.layout.CompactionReport;
import io.github.blueskyspark.converters.layout.WarehouseCompaction;
import io.github.blueskyspark.spark.procedures.CatalogContext;
import io.github.blueskyspark.spark.procedures.CatalogProcedure;
import io.github.blueskyspark.spark.procedures.CollectedScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code compact(target => '…')}: puts small files of a warehouse together. */
public final class CompactProcedure implements CatalogProcedure {
  private static final StructType COUNTS =
      new StructType()
          .add("files_before", DataTypes.LongType)
          .add("bytes_before", DataTypes.LongType)
          .add("files_after", DataTypes.LongType)
          .add("bytes_after", DataTypes.LongType);

  @Override
  public String name() {
    return "compact";
  }

  @Override
  public String description() {
    return "compact(target => 'DIR'): put small files of a warehouse together";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("target", DataTypes.StringType)
          .comment("directory of the warehouse")
          .build()
    };
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    SparkSession spark = SparkSession.active();
    try {
      CompactionReport report =
          new WarehouseCompaction(spark, input.getUTF8String(0).toString()).run();
      return CollectedScan.of(
          spark.createDataFrame(
              List.of(
                  RowFactory.create(
                      report.filesBefore(),
                      report.bytesBefore(),
                      report.filesAfter(),
                      report.bytesAfter())),
              COUNTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
