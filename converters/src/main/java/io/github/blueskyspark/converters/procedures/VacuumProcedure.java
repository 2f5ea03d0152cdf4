package io.github.blueskyspark.converters.procedures;

import io.github.blueskyspark.converters.layout.WarehouseVacuum;
import io.github.blueskyspark.spark.procedures.CatalogContext;
import io.github.blueskyspark.spark.procedures.CatalogProcedure;
import io.github.blueskyspark.spark.procedures.CollectedScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code vacuum(target => '…', older_than => …)}: removes files that do not count. */
public final class VacuumProcedure implements CatalogProcedure {
  private static final StructType PATHS = new StructType().add("path", DataTypes.StringType);

  @Override
  public String name() {
    return "vacuum";
  }

  @Override
  public String description() {
    return "vacuum(target => 'DIR' [, older_than => TIMESTAMP '…']): remove files that do not count";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("target", DataTypes.StringType)
          .comment("directory of the warehouse")
          .build(),
      ProcedureParameter.in("older_than", DataTypes.TimestampType)
          .comment("only files last changed before; default a week ago")
          .defaultValue("CAST(NULL AS TIMESTAMP)")
          .build()
    };
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    SparkSession spark = SparkSession.active();
    Instant before =
        input.isNullAt(1)
            ? Instant.now().minus(WarehouseVacuum.GRACE)
            : Instant.EPOCH.plus(input.getLong(1), ChronoUnit.MICROS);
    try {
      List<Row> removed =
          WarehouseVacuum.of(
                  spark.sessionState().newHadoopConf(), input.getUTF8String(0).toString())
              .remove(before)
              .stream()
              .map(path -> RowFactory.create(path))
              .toList();
      return CollectedScan.of(spark.createDataFrame(removed, PATHS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
