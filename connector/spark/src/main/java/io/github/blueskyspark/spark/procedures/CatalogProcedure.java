package io.github.blueskyspark.spark.procedures;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;

/**
 * One procedure of the namespace {@code system}. Stateless; found by {@link
 * java.util.ServiceLoader}, so that other modules can bring theirs.
 */
public interface CatalogProcedure {
  /** Lower case, as it is called. */
  String name();

  /** How it is called and what it does, one line. */
  String description();

  /** Parameters in the order of the input. */
  ProcedureParameter[] parameters();

  /**
   * Does it.
   *
   * @param catalog that it was called in
   * @param input one value a parameter
   * @return rows for the caller
   */
  Scan call(CatalogContext catalog, InternalRow input);
}
