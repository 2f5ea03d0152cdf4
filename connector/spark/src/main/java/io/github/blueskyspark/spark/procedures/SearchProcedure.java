package io.github.blueskyspark.spark.procedures;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code search(query => '…')}: the rows of table {@code runs} that fulfil a MongoDB query. */
public final class SearchProcedure implements UnboundProcedure, BoundProcedure {
  private final Map<String, String> options;

  /**
   * A search in one catalog.
   *
   * @param options the catalog's, with table {@code runs}
   */
  public SearchProcedure(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String description() {
    return "search(query => '{\"plan_name\": \"scan\"}'): runs that fulfil a MongoDB query";
  }

  @Override
  public BoundProcedure bind(StructType input) {
    return this;
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("query", DataTypes.StringType).comment("MongoDB query, JSON").build()
    };
  }

  /** Runs may be added at any time. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public Iterator<Scan> call(InternalRow input) {
    String query = input.isNullAt(0) ? "{}" : input.getUTF8String(0).toString();
    Dataset<Row> found =
        SparkSession.active()
            .read()
            .format("bluesky")
            .options(options)
            .option("query", query)
            .load();
    Scan scan = CollectedScan.of(found);
    return List.of(scan).iterator();
  }
}
