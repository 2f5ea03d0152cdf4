package io.github.blueskyspark.spark.procedures;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;

/** Rows that a procedure gives back: Spark takes them from the driver only. */
public final class CollectedScan implements LocalScan {
  private final StructType schema;
  private final InternalRow[] rows;

  private CollectedScan(StructType schema, InternalRow[] rows) {
    this.schema = schema;
    this.rows = rows;
  }

  /** Runs a query and keeps its rows as Spark holds them, so that VARIANT needs no conversion. */
  public static CollectedScan of(Dataset<Row> query) {
    var execution = ((org.apache.spark.sql.classic.Dataset<Row>) query).queryExecution();
    return new CollectedScan(query.schema(), execution.executedPlan().executeCollect());
  }

  @Override
  public InternalRow[] rows() {
    return rows.clone();
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public String description() {
    return rows.length + " rows";
  }
}
