package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.ColumnFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What all splits of a scan share.
 *
 * @param schema columns of the batches
 * @param tested columns that are read beside them to test rows
 * @param test of rows of {@code runs}
 * @param filters conditions that drop row groups and pages
 */
public record StoredQuery(
    StructType schema, StructType tested, RunTest test, List<ColumnFilter> filters)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public StoredQuery {
    filters = new ArrayList<>(filters);
  }
}
