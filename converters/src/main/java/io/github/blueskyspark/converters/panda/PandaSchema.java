package io.github.blueskyspark.converters.panda;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of several files together: fixed ones, then every dataset by its name, types widened
 * where files differ.
 */
final class PandaSchema {
  /** Decimal digits of the greatest unsigned integer of 64 bits. */
  static final int DIGITS = 20;

  /** Integers by size, then what holds the bigger ones. */
  private static final List<DataType> INTEGERS =
      List.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.createDecimalType(DIGITS, 0));

  private PandaSchema() {}

  static StructType of(Collection<PandaFile> files) {
    Map<String, DataType> types = new LinkedHashMap<>();
    for (PandaFile file : files) {
      for (PandaColumn column : file.columns()) {
        types.merge(column.name(), column.sparkType(), PandaSchema::widen);
      }
    }
    StructType schema =
        new StructType()
            .add("file", DataTypes.StringType)
            .add("row", DataTypes.LongType)
            .add("time", DataTypes.TimestampType)
            .add("run_uid", DataTypes.StringType)
            .add("seq_num", DataTypes.LongType);
    for (Map.Entry<String, DataType> type : types.entrySet()) {
      schema = schema.add(type.getKey(), type.getValue());
    }
    return schema;
  }

  static DataType widen(DataType a, DataType b) {
    if (a.equals(b)) {
      return a;
    }
    int x = INTEGERS.indexOf(a);
    int y = INTEGERS.indexOf(b);
    if (x >= 0 && y >= 0) {
      return INTEGERS.get(Math.max(x, y));
    }
    return a.equals(DataTypes.BooleanType) || b.equals(DataTypes.BooleanType)
        ? widen(number(a), number(b))
        : DataTypes.DoubleType;
  }

  private static DataType number(DataType type) {
    return type.equals(DataTypes.BooleanType) ? DataTypes.ByteType : type;
  }

  static boolean isDecimal(DataType type) {
    return type instanceof DecimalType;
  }
}
