package io.github.blueskyspark.converters.layout;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
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
import org.apache.spark.sql.vectorized.ColumnVector;

/** Writes the values of one column; knows how Spark lays each plain type out in Parquet. */
final class ColumnParquetValues {
  /** Bytes that Spark gives a number of 20 decimal digits. */
  private static final int DECIMAL_BYTES = 9;

  private static final int DECIMAL_DIGITS = 20;

  /** Hands one value to Parquet. */
  private interface Put {
    void put(ColumnVector values, int at);
  }

  private final ColumnWriteStore store;
  private final ColumnWriter column;
  private final Put put;

  ColumnParquetValues(DataType type, ColumnWriteStore store, ColumnWriter column) {
    this.store = store;
    this.column = column;
    this.put = put(type);
  }

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

  private static boolean isDecimal(DataType type) {
    return type instanceof DecimalType decimal
        && decimal.precision() == DECIMAL_DIGITS
        && decimal.scale() == 0;
  }

  private Put put(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return (v, at) ->
          column.write(Binary.fromReusedByteArray(v.getUTF8String(at).getBytes()), 0, 1);
    } else if (type.equals(DataTypes.BooleanType)) {
      return (v, at) -> column.write(v.getBoolean(at), 0, 1);
    } else if (type.equals(DataTypes.ByteType)) {
      return (v, at) -> column.write(v.getByte(at), 0, 1);
    } else if (type.equals(DataTypes.ShortType)) {
      return (v, at) -> column.write(v.getShort(at), 0, 1);
    } else if (type.equals(DataTypes.IntegerType)) {
      return (v, at) -> column.write(v.getInt(at), 0, 1);
    } else if (type.equals(DataTypes.FloatType)) {
      return (v, at) -> column.write(v.getFloat(at), 0, 1);
    } else if (type.equals(DataTypes.DoubleType)) {
      return (v, at) -> column.write(v.getDouble(at), 0, 1);
    } else if (isDecimal(type)) {
      return (v, at) -> column.write(decimal(v, at), 0, 1);
    }
    return (v, at) -> column.write(v.getLong(at), 0, 1);
  }

  private static Binary decimal(ColumnVector values, int at) {
    BigInteger whole =
        values.getDecimal(at, DECIMAL_DIGITS, 0).toJavaBigDecimal().toBigIntegerExact();
    byte[] bytes = whole.toByteArray();
    byte[] wide = new byte[DECIMAL_BYTES];
    Arrays.fill(wide, (byte) (whole.signum() < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, wide, DECIMAL_BYTES - bytes.length, bytes.length);
    return Binary.fromConstantByteArray(wide);
  }

  /** Writes so many values. */
  void write(ColumnVector values, int count) {
    boolean sparse = values.hasNull();
    for (int at = 0; at < count; at++) {
      if (sparse && values.isNullAt(at)) {
        column.writeNull(0, 0);
      } else {
        put.put(values, at);
      }
      store.endRecord();
    }
  }
}
