package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.Probe;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Chooses the vector of a column. */
final class CellVectors {
  private CellVectors() {}

  /**
   * An empty vector.
   *
   * @param type as the core writes it
   * @param read as Spark reads it: the same, structs perhaps with fewer fields
   */
  static CellVector of(ColumnType type, DataType read, BatchSize size) {
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanVector(size);
      case BYTE -> new IntVector(read, Byte.MIN_VALUE, Byte.MAX_VALUE, size);
      case SHORT -> new IntVector(read, Short.MIN_VALUE, Short.MAX_VALUE, size);
      case INT -> new IntVector(read, Integer.MIN_VALUE, Integer.MAX_VALUE, size);
      case LONG, TIMESTAMP -> new LongVector(read, size);
      case DECIMAL20 -> new DecimalVector(read, size);
      case FLOAT, DOUBLE -> new DoubleVector(read, size);
      case STRING -> new StringVector(size);
      case BINARY -> new BytesVector(size);
      case VARIANT -> new VariantVector(size);
      case NDARRAY -> new NdArrayVector((StructType) read, size);
      case ARRAY ->
          new ArrayVector(of(type.element(), ((ArrayType) read).elementType(), size), size);
      case MAP ->
          new MapVector(
              new StringVector(size), of(type.element(), ((MapType) read).valueType(), size), size);
      case STRUCT -> struct(type, (StructType) read, size);
    };
  }

  private static StructVector struct(ColumnType type, StructType read, BatchSize size) {
    List<CellVector> children = new ArrayList<>();
    List<CellWriter> fields = new ArrayList<>();
    type.names().forEach(name -> fields.add(new Probe()));
    for (StructField field : read.fields()) {
      int index = type.names().indexOf(field.name());
      CellVector child = of(type.children().get(index), field.dataType(), size);
      children.add(child);
      fields.set(index, child);
    }
    return new StructVector(read, children, fields, size);
  }
}
