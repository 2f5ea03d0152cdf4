package io.github.blueskyspark.spark.procedures;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.spark.storage.IndexRefresh;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;

/**
 * {@code refresh_index()}: brings the run index up to date, forgets what the catalog has looked up,
 * and gives back the number of runs and what the index has.
 */
public final class RefreshIndexProcedure implements CatalogProcedure {
  @Override
  public String name() {
    return "refresh_index";
  }

  @Override
  public String description() {
    return "refresh_index(): read what is new in the archive, and write its run index";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[0];
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    IndexRefresh done = IndexRefresh.of(catalog.options());
    catalog.forget().run();
    Dataset<Row> runs =
        SparkSession.active()
            .read()
            .format("bluesky")
            .options(catalog.options())
            .option("table", "runs")
            .load();
    return CollectedScan.of(
        runs.agg(
            count(lit(1)).as("runs"),
            lit(done.files()).as("files"),
            lit(done.read()).as("read"),
            lit(done.left()).as("left_out"),
            lit(done.place().isEmpty() ? null : done.place()).cast("string").as("index"),
            lit(done.note().isEmpty() ? null : done.note()).cast("string").as("note")));
  }
}
