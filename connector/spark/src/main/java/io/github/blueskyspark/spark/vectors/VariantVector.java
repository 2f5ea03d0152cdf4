package io.github.blueskyspark.spark.vectors;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.types.variant.Variant;

/** VARIANT; value and metadata in two vectors, as Spark reads them. */
final class VariantVector extends CellVector {
  private final BytesVector values;
  private final BytesVector metadata;

  VariantVector(BatchSize size) {
    super(DataTypes.VariantType, size);
    values = new BytesVector(size);
    metadata = new BytesVector(size);
  }

  @Override
  void resize(int capacity) {
    // The children grow by themselves.
  }

  @Override
  void finish() {
    super.finish();
    values.finish();
    metadata.finish();
  }

  @Override
  void clear() {
    super.clear();
    values.clear();
    metadata.clear();
  }

  @Override
  public void putVariant(JsonParser parser) throws IOException {
    Variant made = VariantFromTokens.read(parser);
    claim();
    values.give(made.getValue());
    metadata.give(made.getMetadata());
  }

  @Override
  public void putNull() {
    super.putNull();
    values.putNull();
    metadata.putNull();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return ordinal == 0 ? values : metadata;
  }
}
