package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/**
 * A block of one dataset's values, read by Spark as any type that holds them. Owns the open
 * dataset.
 */
final class PandaValues extends PandaVector {
  private final DType dtype;
  private final ArrayAsset array;
  private final boolean real;
  private final boolean big;
  private final long[] integers;
  private final double[] reals;
  private long loaded = -1;

  /**
   * @param array the dataset
   * @param type that the column has in Spark
   * @param block most rows of a block
   */
  PandaValues(DType dtype, ArrayAsset array, DataType type, int block) {
    super(type);
    this.dtype = dtype;
    this.array = array;
    this.real = dtype.kind() == Kind.FLOAT;
    this.big = dtype.kind() == Kind.UNSIGNED && dtype.itemSize() == Long.BYTES;
    this.integers = new long[real ? 0 : block];
    this.reals = new double[real ? block : 0];
  }

  @Override
  void load(long from, int count) {
    if (loaded == from) {
      return;
    }
    try {
      take(array.read(Region.box(new long[] {from}, new long[] {count})), count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    loaded = from;
  }

  /** Takes the elements of a region over. */
  void take(ByteBuffer bytes, int count) {
    int size = dtype.itemSize();
    int from = bytes.position();
    if (real && size == Double.BYTES) {
      bytes.asDoubleBuffer().get(reals, 0, count);
    } else if (real) {
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

  private static BigDecimal unsigned(long bits) {
    BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return new BigDecimal(bits < 0 ? low.setBit(63) : low);
  }

  @Override
  public boolean getBoolean(int at) {
    return integers[at] != 0;
  }

  @Override
  public byte getByte(int at) {
    return (byte) integers[at];
  }

  @Override
  public short getShort(int at) {
    return (short) integers[at];
  }

  @Override
  public int getInt(int at) {
    return (int) integers[at];
  }

  @Override
  public long getLong(int at) {
    return integers[at];
  }

  @Override
  public float getFloat(int at) {
    return (float) reals[at];
  }

  @Override
  public double getDouble(int at) {
    if (real) {
      return reals[at];
    }
    return big ? unsigned(integers[at]).doubleValue() : (double) integers[at];
  }

  @Override
  public double[] getDoubles(int at, int count) {
    return real ? Arrays.copyOfRange(reals, at, at + count) : super.getDoubles(at, count);
  }

  @Override
  public long[] getLongs(int at, int count) {
    return Arrays.copyOfRange(integers, at, at + count);
  }

  @Override
  public int[] getInts(int at, int count) {
    int[] some = new int[count];
    for (int i = 0; i < count; i++) {
      some[i] = (int) integers[at + i];
    }
    return some;
  }

  @Override
  public Decimal getDecimal(int at, int precision, int scale) {
    BigDecimal exact = big ? unsigned(integers[at]) : BigDecimal.valueOf(integers[at]);
    return Decimal.apply(exact, precision, scale);
  }

  /** Closes the dataset; {@link #close}, which Spark may call, leaves it open. */
  void release() throws IOException {
    array.close();
  }
}
