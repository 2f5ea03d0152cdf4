package io.github.blueskyspark.spark.procedures;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;

/** {@code search(query => '…')}: the rows of table {@code runs} that fulfil a MongoDB query. */
public final class SearchProcedure implements CatalogProcedure {
  @Override
  public String name() {
    return "search";
  }

  @Override
  public String description() {
    return "search(query => '{\"plan_name\": \"scan\"}'): runs that fulfil a MongoDB query";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("query", DataTypes.StringType).comment("MongoDB query, JSON").build()
    };
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    String query = input.isNullAt(0) ? "{}" : input.getUTF8String(0).toString();
    return CollectedScan.of(
        SparkSession.active()
            .read()
            .format("bluesky")
            .options(catalog.options())
            .option("table", "runs")
            .option("query", query)
            .load());
  }
}
