package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The core's column types as Spark's; every field may be null. */
public final class SparkTypes {
  /** {@code STRUCT<dtype: STRING, shape: ARRAY<INT>, data: BINARY>}. */
  public static final StructType NDARRAY =
      new StructType()
          .add("dtype", DataTypes.StringType)
          .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("data", DataTypes.BinaryType);

  private SparkTypes() {}

  /** Spark's type of a column. */
  public static DataType of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DataTypes.BooleanType;
      case BYTE -> DataTypes.ByteType;
      case SHORT -> DataTypes.ShortType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DECIMAL20 -> DataTypes.createDecimalType(20, 0);
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case STRING -> DataTypes.StringType;
      case BINARY -> DataTypes.BinaryType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case VARIANT -> DataTypes.VariantType;
      case NDARRAY -> NDARRAY;
      case ARRAY -> DataTypes.createArrayType(of(type.element()), true);
      case MAP -> DataTypes.createMapType(DataTypes.StringType, of(type.element()), true);
      case STRUCT -> struct(type);
    };
  }

  private static StructType struct(ColumnType type) {
    StructType made = new StructType();
    for (int i = 0; i < type.names().size(); i++) {
      made = made.add(type.names().get(i), of(type.children().get(i)));
    }
    return made;
  }

  /** A schema with the comments of the columns. */
  public static StructType schema(List<Column> columns) {
    return new StructType(columns.stream().map(SparkTypes::field).toArray(StructField[]::new));
  }

  private static StructField field(Column column) {
    MetadataBuilder about = new MetadataBuilder();
    if (!column.comment().isEmpty()) {
      about.putString("comment", column.comment());
    }
    return new StructField(column.name(), of(column.type()), true, about.build());
  }
}
