package io.github.blueskyspark.spark.procedures;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;

/**
 * {@code refresh_index()}: forgets what the catalog has looked up, lists the archive again, and
 * gives back the number of runs.
 */
public final class RefreshIndexProcedure implements CatalogProcedure {
  @Override
  public String name() {
    return "refresh_index";
  }

  @Override
  public String description() {
    return "refresh_index(): look at the archive again, and count its runs";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[0];
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    catalog.forget().run();
    return CollectedScan.of(
        SparkSession.active()
            .read()
            .format("bluesky")
            .options(catalog.options())
            .option("table", "runs")
            .load()
            .selectExpr("count(*) AS runs"));
  }
}
