package io.github.blueskyspark.converters.layout;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How Spark lays each plain type out in Parquet. */
final class ColumnTypes {
  /** Bytes that Spark gives a number of 20 decimal digits. */
  static final int DECIMAL_BYTES = 9;

  static final int DECIMAL_DIGITS = 20;

  private ColumnTypes() {}

  /** The columns as Spark declares them. */
  static MessageType schema(StructType columns) {
    Types.MessageTypeBuilder builder = Types.buildMessage();
    for (StructField field : columns.fields()) {
      builder.addField(type(field.name(), field.dataType()));
    }
    return builder.named("spark_schema");
  }

  private static Type type(String name, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    } else if (type.equals(DataTypes.TimestampType)) {
      return Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
          .named(name);
    } else if (type.equals(DataTypes.ByteType) || type.equals(DataTypes.ShortType)) {
      return Types.optional(PrimitiveTypeName.INT32)
          .as(LogicalTypeAnnotation.intType(type.defaultSize() * Byte.SIZE, true))
          .named(name);
    } else if (isDecimal(type)) {
      return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
          .length(DECIMAL_BYTES)
          .as(LogicalTypeAnnotation.decimalType(0, DECIMAL_DIGITS))
          .named(name);
    }
    return Types.optional(plain(type)).named(name);
  }

  private static PrimitiveTypeName plain(DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return PrimitiveTypeName.BOOLEAN;
    } else if (type.equals(DataTypes.IntegerType)) {
      return PrimitiveTypeName.INT32;
    } else if (type.equals(DataTypes.LongType)) {
      return PrimitiveTypeName.INT64;
    } else if (type.equals(DataTypes.FloatType)) {
      return PrimitiveTypeName.FLOAT;
    } else if (type.equals(DataTypes.DoubleType)) {
      return PrimitiveTypeName.DOUBLE;
    }
    throw new IllegalStateException(
        "no plain Parquet column for " + type.simpleString() + ": please report");
  }

  static boolean isDecimal(DataType type) {
    return type instanceof DecimalType decimal
        && decimal.precision() == DECIMAL_DIGITS
        && decimal.scale() == 0;
  }
}
