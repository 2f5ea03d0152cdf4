package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.parquet.ConstantVectors;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Puts columns that no file has between those that were read: what the name of a stream's folder
 * tells of its events.
 */
final class ToldColumns {
  private final StructType schema;
  private final Set<String> told;

  /**
   * @param schema of the batches to make
   * @param told columns of it that are in no file
   */
  ToldColumns(StructType schema, Set<String> told) {
    this.schema = schema;
    this.told = told;
  }

  /** A batch of a file's other columns with these. */
  ColumnarBatch with(ColumnarBatch read, ChosenFile file) {
    if (told.isEmpty()) {
      return read;
    }
    ColumnVector[] vectors = new ColumnVector[schema.length()];
    int stored = 0;
    for (int i = 0; i < vectors.length; i++) {
      StructField field = schema.fields()[i];
      if (!told.contains(field.name())) {
        vectors[i] = read.column(stored++);
      } else if (field.name().equals("stream")) {
        vectors[i] = ConstantVectors.text(TableFolder.member(file.file().folder()), read.numRows());
      } else {
        vectors[i] = ConstantVectors.of(false, read.numRows());
      }
    }
    return new ColumnarBatch(vectors, read.numRows());
  }
}
