package io.github.blueskyspark.spark.procedures;

import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.storage.Archives;
import io.github.blueskyspark.tables.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code validate(run => '…')}: what breaks the rules of event-model in one run, or in all; no rows
 * when nothing does.
 */
public final class ValidateProcedure implements CatalogProcedure {
  private static final StructType ROWS =
      new StructType()
          .add("severity", DataTypes.StringType)
          .add("run_uid", DataTypes.StringType)
          .add("rule", DataTypes.StringType)
          .add("where", DataTypes.StringType)
          .add("message", DataTypes.StringType);

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public String description() {
    return "validate(run => '-1'): what breaks the rules of event-model; all runs without run";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("run", DataTypes.StringType)
          .comment("run keys as in option run; all runs when it is left out")
          .defaultValue("NULL")
          .build()
    };
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    Map<String, String> options = new LinkedHashMap<>(catalog.options());
    if (!input.isNullAt(0)) {
      options.keySet().removeIf(k -> k.toLowerCase(Locale.ROOT).equals(Options.RUN.lookupKey()));
      options.put(Options.RUN.key(), input.getUTF8String(0).toString());
    }
    List<Row> rows = new ArrayList<>();
    for (Finding f : new Archives().open(options).validate()) {
      rows.add(
          RowFactory.create(
              f.severity().name().toLowerCase(Locale.ROOT),
              f.runUid().isEmpty() ? null : f.runUid(),
              f.rule(),
              f.where(),
              f.message()));
    }
    return CollectedScan.of(SparkSession.active().createDataFrame(rows, ROWS));
  }
}
