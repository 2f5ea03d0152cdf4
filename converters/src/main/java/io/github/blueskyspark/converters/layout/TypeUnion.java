package io.github.blueskyspark.converters.layout;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * One type for a column whose type is not the same in two conversions: numbers widen, arrays by
 * their elements, anything else becomes VARIANT. The rules are those of table {@code stream} for
 * runs that disagree.
 */
public final class TypeUnion {
  private static final List<DataType> INTEGERS =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final DataType BIGGEST = DataTypes.createDecimalType(20, 0);

  private TypeUnion() {}

  /** The narrowest type that holds values of both. */
  public static DataType of(DataType a, DataType b) {
    if (DataType.equalsIgnoreNullability(a, b)) {
      return a;
    }
    if (a instanceof ArrayType left && b instanceof ArrayType right) {
      DataType element = of(left.elementType(), right.elementType());
      return element instanceof VariantType ? element : DataTypes.createArrayType(element);
    }
    int left = INTEGERS.indexOf(a);
    int right = INTEGERS.indexOf(b);
    if (left >= 0 && right >= 0) {
      return left > right ? a : b;
    }
    if ((left >= 0 || a.equals(BIGGEST)) && (right >= 0 || b.equals(BIGGEST))) {
      return BIGGEST;
    }
    return isNumber(a) && isNumber(b) ? DataTypes.DoubleType : DataTypes.VariantType;
  }

  /** SQL that makes a value of another type, as {@link #of} chose it. */
  public static String sql(String value, DataType from, DataType to) {
    if (DataType.equalsIgnoreNullability(from, to)) {
      return value;
    }
    boolean nested = from instanceof StructType || from instanceof MapType;
    return to instanceof VariantType && (nested || hasNested(from))
        ? "to_variant_object(" + value + ")"
        : "CAST(" + value + " AS " + to.sql() + ")";
  }

  /** Whether values, or elements of arrays, are whole numbers. */
  static boolean isInteger(DataType type) {
    return type instanceof ArrayType array
        ? isInteger(array.elementType())
        : INTEGERS.contains(type) || type.equals(BIGGEST);
  }

  /**
   * SQL that says whether a value, or an element of an array, is an integer that a double may not
   * tell from its neighbours.
   *
   * @param type for which {@link #isInteger} holds
   */
  static String isGreat(String value, DataType type) {
    return type instanceof ArrayType array
        ? "exists(" + value + ", x -> " + isGreat("x", array.elementType()) + ")"
        : value + " NOT BETWEEN -9007199254740992 AND 9007199254740992";
  }

  /** Whether values, or elements of arrays, are integers of more than 64 bits. */
  static boolean isBiggest(DataType type) {
    return type instanceof ArrayType array ? isBiggest(array.elementType()) : type.equals(BIGGEST);
  }

  /** Whether values, or elements of arrays, are floating-point numbers. */
  static boolean isReal(DataType type) {
    return type instanceof ArrayType array
        ? isReal(array.elementType())
        : type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
  }

  private static boolean hasNested(DataType type) {
    return type instanceof ArrayType array
        && (array.elementType() instanceof StructType
            || array.elementType() instanceof MapType
            || hasNested(array.elementType()));
  }

  private static boolean isNumber(DataType type) {
    return INTEGERS.contains(type)
        || type.equals(DataTypes.FloatType)
        || type.equals(DataTypes.DoubleType)
        || type instanceof DecimalType;
  }
}
