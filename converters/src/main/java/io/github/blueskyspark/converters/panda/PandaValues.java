package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;

/** A block of one dataset's values, which become cells of one Spark type without an object each. */
final class PandaValues {
  /** Puts a value of the block into a cell. */
  private interface Cell {
    void put(InternalRow row, int column, int at);
  }

  private final DType dtype;
  private final Cell cell;
  private final long[] integers;
  private final double[] reals;

  private PandaValues(DType dtype, DataType type, int block) {
    this.dtype = dtype;
    boolean real = dtype.kind() == Kind.FLOAT;
    this.integers = new long[real ? 0 : block];
    this.reals = new double[real ? block : 0];
    this.cell = cell(type);
  }

  static PandaValues of(DType dtype, DataType type, int block) {
    return new PandaValues(dtype, type, block);
  }

  private Cell cell(DataType type) {
    boolean big = dtype.kind() == Kind.UNSIGNED && dtype.itemSize() == 8;
    if (type.equals(DataTypes.BooleanType)) {
      return (row, column, at) -> row.setBoolean(column, integers[at] != 0);
    } else if (type.equals(DataTypes.ByteType)) {
      return (row, column, at) -> row.setByte(column, (byte) integers[at]);
    } else if (type.equals(DataTypes.ShortType)) {
      return (row, column, at) -> row.setShort(column, (short) integers[at]);
    } else if (type.equals(DataTypes.IntegerType)) {
      return (row, column, at) -> row.setInt(column, (int) integers[at]);
    } else if (type.equals(DataTypes.LongType)) {
      return (row, column, at) -> row.setLong(column, integers[at]);
    } else if (PandaSchema.isDecimal(type)) {
      return (row, column, at) -> row.update(column, decimal(integers[at], big));
    } else if (type.equals(DataTypes.FloatType)) {
      return (row, column, at) -> row.setFloat(column, (float) reals[at]);
    } else if (reals.length > 0) {
      return (row, column, at) -> row.setDouble(column, reals[at]);
    }
    return big
        ? (row, column, at) -> row.setDouble(column, unsigned(integers[at]).doubleValue())
        : (row, column, at) -> row.setDouble(column, (double) integers[at]);
  }

  private static Decimal decimal(long bits, boolean big) {
    BigDecimal exact = big ? unsigned(bits) : BigDecimal.valueOf(bits);
    return Decimal.apply(exact, PandaSchema.DIGITS, 0);
  }

  private static BigDecimal unsigned(long bits) {
    BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return new BigDecimal(bits < 0 ? low.setBit(63) : low);
  }

  /** Takes the elements of a region over. */
  void take(ByteBuffer bytes, int count) {
    int size = dtype.itemSize();
    int from = bytes.position();
    if (dtype.kind() == Kind.FLOAT && size == Double.BYTES) {
      bytes.asDoubleBuffer().get(reals, 0, count);
    } else if (dtype.kind() == Kind.FLOAT) {
      for (int i = 0; i < count; i++) {
        reals[i] = real(bytes, from + i * size, size);
      }
    } else if (size == Long.BYTES) {
      bytes.asLongBuffer().get(integers, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        integers[i] = integer(bytes, from + i * size, size);
      }
    }
  }

  private static double real(ByteBuffer bytes, int at, int size) {
    return size == Short.BYTES ? half(bytes.getShort(at)) : bytes.getFloat(at);
  }

  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float size;
    if (exponent == 0) {
      size = fraction * 0x1p-24f;
    } else if (exponent == 31) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
    }
    return bits < 0 ? -size : size;
  }

  private long integer(ByteBuffer bytes, int at, int size) {
    boolean signed = dtype.kind() == Kind.SIGNED;
    return switch (size) {
      case 1 -> signed ? bytes.get(at) : bytes.get(at) & 0xffL;
      case 2 -> signed ? bytes.getShort(at) : bytes.getShort(at) & 0xffffL;
      case 4 -> signed ? bytes.getInt(at) : bytes.getInt(at) & 0xffffffffL;
      default -> bytes.getLong(at);
    };
  }

  /** Puts a value of the block into a cell. */
  void put(InternalRow row, int column, int at) {
    cell.put(row, column, at);
  }

  /** A real of the block. */
  double number(int at) {
    return reals[at];
  }
}
