package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.LittleEndian;
import io.github.blueskyspark.tables.CellWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** NDARRAY: dtype, shape and little-endian bytes, or those of the three that the query wants. */
final class NdArrayVector extends CellVector {
  private final CellVector[] children;
  private final Optional<StringVector> dtypes;
  private final Optional<ArrayVector> shapes;
  private final Optional<BytesVector> bytes;
  private DType lastType = DType.object();
  private byte[] lastText = new byte[0];

  /** A column that keeps the fields of {@code type}: some of dtype, shape and data. */
  NdArrayVector(StructType type, BatchSize size) {
    super(type, size);
    StringVector dtype = new StringVector(size);
    ArrayVector shape =
        new ArrayVector(
            new IntVector(DataTypes.IntegerType, Integer.MIN_VALUE, Integer.MAX_VALUE, size), size);
    BytesVector data = new BytesVector(size);
    StructField[] fields = type.fields();
    children = new CellVector[fields.length];
    for (int i = 0; i < fields.length; i++) {
      children[i] =
          fields[i].name().equals("dtype")
              ? dtype
              : fields[i].name().equals("shape") ? shape : data;
    }
    dtypes = kept(dtype);
    shapes = kept(shape);
    bytes = kept(data);
  }

  private <V extends CellVector> Optional<V> kept(V wanted) {
    for (CellVector child : children) {
      if (child == wanted) {
        return Optional.of(wanted);
      }
    }
    return Optional.empty();
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
  public void putNull() {
    super.putNull();
    for (CellVector child : children) {
      child.putNull();
    }
  }

  @Override
  public void putArray(DType dtype, int[] shape, ByteBuffer data) {
    putArrayHeader(dtype, shape);
    if (bytes.isPresent()) {
      bytes.get().give(LittleEndian.bytes(dtype, data));
    }
  }

  @Override
  public void putArrayHeader(DType dtype, int[] shape) {
    claim();
    if (dtypes.isPresent()) {
      if (!dtype.equals(lastType)) {
        lastText = dtype.littleEndian().toString().getBytes(StandardCharsets.UTF_8);
        lastType = dtype;
      }
      dtypes.get().putUtf8(lastText, 0, lastText.length);
    }
    if (shapes.isPresent()) {
      ArrayVector cell = shapes.get();
      cell.beginArray();
      for (int n : shape) {
        CellWriter element = cell.element();
        element.putLong(n);
      }
      cell.endArray();
    }
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return children[ordinal];
  }
}
