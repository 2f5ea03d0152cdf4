package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.arrays.DType;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A dataset of a file as a column.
 *
 * @param name of the column: the dataset's path without its leading slash, with a trailing {@code
 *     _} where that is taken
 * @param path inside the file
 * @param dtype as stored
 * @param rows elements in the dataset
 * @param facts what the values mean, see {@link ColumnFacts}
 */
record PandaColumn(String name, String path, DType dtype, long rows, Map<String, String> facts)
    implements Serializable {
  PandaColumn {
    facts = Map.copyOf(facts);
  }

  /** Whether a column can hold the dtype. */
  static boolean fits(DType dtype) {
    return dtype.isNumeric();
  }

  /** Whether its values are made of bits. */
  boolean hasBits() {
    return switch (dtype.kind()) {
      case SIGNED, UNSIGNED -> true;
      case BOOL, FLOAT, COMPLEX, BYTES, UNICODE, VOID, OBJECT -> false;
    };
  }

  /** The smallest Spark type that holds every value exactly. */
  DataType sparkType() {
    return switch (dtype.kind()) {
      case BOOL -> DataTypes.BooleanType;
      case SIGNED -> signed(dtype.itemSize());
      case UNSIGNED ->
          dtype.itemSize() == 8 ? DataTypes.createDecimalType(20, 0) : signed(dtype.itemSize() * 2);
      case FLOAT -> dtype.itemSize() <= 4 ? DataTypes.FloatType : DataTypes.DoubleType;
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT ->
          throw new IllegalStateException("no column for dtype " + dtype + ": please report");
    };
  }

  private static DataType signed(int bytes) {
    return switch (bytes) {
      case 1 -> DataTypes.ByteType;
      case 2 -> DataTypes.ShortType;
      case 4 -> DataTypes.IntegerType;
      default -> DataTypes.LongType;
    };
  }
}
