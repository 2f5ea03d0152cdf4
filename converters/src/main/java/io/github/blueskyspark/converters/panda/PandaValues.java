package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A block of one dataset's values as objects of one Spark type. */
final class PandaValues {
  /** How the numbers become cells. */
  private interface Cell {
    Object of(long integer, double real);
  }

  private final DType dtype;
  private final Cell cell;
  private final long[] integers;
  private final double[] reals;

  private PandaValues(DType dtype, Cell cell, int block) {
    this.dtype = dtype;
    this.cell = cell;
    boolean real = dtype.kind() == Kind.FLOAT;
    this.integers = new long[real ? 0 : block];
    this.reals = new double[real ? block : 0];
  }

  static PandaValues of(DType dtype, DataType type, int block) {
    return new PandaValues(dtype, cell(dtype, type), block);
  }

  private static Cell cell(DType dtype, DataType type) {
    boolean real = dtype.kind() == Kind.FLOAT;
    boolean big = dtype.kind() == Kind.UNSIGNED && dtype.itemSize() == 8;
    if (type.equals(DataTypes.BooleanType)) {
      return (i, r) -> i != 0;
    } else if (type.equals(DataTypes.ByteType)) {
      return (i, r) -> (byte) i;
    } else if (type.equals(DataTypes.ShortType)) {
      return (i, r) -> (short) i;
    } else if (type.equals(DataTypes.IntegerType)) {
      return (i, r) -> (int) i;
    } else if (type.equals(DataTypes.LongType)) {
      return (i, r) -> i;
    } else if (PandaSchema.isDecimal(type)) {
      return (i, r) -> big ? unsigned(i) : BigDecimal.valueOf(i);
    } else if (type.equals(DataTypes.FloatType)) {
      return (i, r) -> (float) r;
    }
    if (real) {
      return (i, r) -> r;
    }
    return big ? (i, r) -> unsigned(i).doubleValue() : (i, r) -> (double) i;
  }

  private static BigDecimal unsigned(long bits) {
    BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return new BigDecimal(bits < 0 ? low.setBit(63) : low);
  }

  /** Takes the elements of a region over. */
  void take(ByteBuffer bytes, int count) {
    int size = dtype.itemSize();
    for (int i = 0; i < count; i++) {
      int at = bytes.position() + i * size;
      if (dtype.kind() == Kind.FLOAT) {
        reals[i] = real(bytes, at, size);
      } else {
        integers[i] = integer(bytes, at, size);
      }
    }
  }

  private static double real(ByteBuffer bytes, int at, int size) {
    return switch (size) {
      case 2 -> half(bytes.getShort(at));
      case 4 -> bytes.getFloat(at);
      default -> bytes.getDouble(at);
    };
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

  /** A value of the block as a cell. */
  Object get(int at) {
    return reals.length > 0 ? cell.of(0, reals[at]) : cell.of(integers[at], 0);
  }

  /** A real of the block. */
  double number(int at) {
    return reals[at];
  }
}
