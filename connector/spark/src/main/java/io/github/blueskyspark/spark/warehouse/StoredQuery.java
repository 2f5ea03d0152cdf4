package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.ColumnFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What all splits of a scan share.
 *
 * @param schema columns of the batches
 * @param told those of them that are in no file: what the name of the file's folder tells
 * @param tested columns that are read beside them to test rows
 * @param test of rows of {@code runs}
 * @param filters conditions that drop row groups and pages
 */
public record StoredQuery(
    StructType schema,
    Set<String> told,
    StructType tested,
    RunTest test,
    List<ColumnFilter> filters)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the collections. */
  public StoredQuery {
    told = new HashSet<>(told);
    filters = new ArrayList<>(filters);
  }

  /** Columns that are in the files. */
  StructType stored() {
    StructType stored = new StructType();
    for (StructField field : schema.fields()) {
      stored = told.contains(field.name()) ? stored : stored.add(field);
    }
    return stored;
  }
}
