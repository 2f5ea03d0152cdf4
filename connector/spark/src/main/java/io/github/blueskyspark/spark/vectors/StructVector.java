package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.tables.CellWriter;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** STRUCT; fields that the query does not want are written to nowhere. */
final class StructVector extends CellVector {
  private final CellVector[] children;
  private final CellWriter[] fields;

  /**
   * A struct of which only some fields are kept.
   *
   * @param children the fields that Spark reads, in its order
   * @param fields the writers of all fields, in the order of the declared type
   */
  StructVector(
      StructType type, List<CellVector> children, List<CellWriter> fields, BatchSize size) {
    super(type, size);
    this.children = children.toArray(CellVector[]::new);
    this.fields = fields.toArray(CellWriter[]::new);
  }

  @Override
  void resize(int capacity) {
    // The children grow by themselves.
  }

  @Override
  void finish() {
    super.finish();
    for (CellVector child : children) {
      child.finish();
    }
  }

  @Override
  void clear() {
    super.clear();
    for (CellVector child : children) {
      child.clear();
    }
  }

  @Override
  public CellWriter field(int index) {
    claim();
    return fields[index];
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return children[ordinal];
  }
}
