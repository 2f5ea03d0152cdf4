package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.Datatype.NumberLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Turns numbers that use only some of their bits, or an unusual float layout, into plain ones.
 *
 * <p>Integers of 12 bits in 16, 24-bit integers, bfloat16 and such: each becomes the narrowest
 * numpy type that holds every value.
 */
final class NumberConversion {
  private static final NumberConversion NONE = new NumberConversion(null, null);

  private final Datatype from;
  private final DType to;

  private NumberConversion(Datatype from, DType to) {
    this.from = from;
    this.to = to;
  }

  static NumberConversion of(Datatype type) {
    Datatype number = type.kind() == Datatype.Kind.ENUM ? type.element() : type;
    return switch (number.kind()) {
      case INTEGER, BITFIELD -> integer(number);
      case FLOAT -> floating(number);
      default -> NONE;
    };
  }

  boolean isNone() {
    return to == null;
  }

  /** The type handed out. */
  DType result() {
    return Optional.ofNullable(to).orElseThrow();
  }

  private static NumberConversion integer(Datatype type) {
    NumberLayout n = type.number();
    int size = type.size();
    boolean plainSize = size == 1 || size == 2 || size == 4 || size == 8;
    if (size > 8 || (plainSize && n.offset() == 0 && n.precision() == 8 * size)) {
      return NONE;
    }
    int wider = size <= 1 ? 1 : size <= 2 ? 2 : size <= 4 ? 4 : 8;
    boolean signed = type.kind() == Datatype.Kind.INTEGER && type.isSigned();
    return new NumberConversion(
        type, DType.of(signed ? Kind.SIGNED : Kind.UNSIGNED, wider, order(type)));
  }

  private static ByteOrder order(Datatype type) {
    return type.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static NumberConversion floating(Datatype type) {
    if (is(type, 2, 5, 10, 15) || is(type, 4, 8, 23, 127) || is(type, 8, 11, 52, 1023)) {
      return NONE;
    }
    NumberLayout n = type.number();
    int exponent = n.exponent()[1];
    int mantissa = n.mantissa()[1];
    if (type.size() > 8 || exponent == 0 || exponent > 11 || mantissa > 52 || n.bias() > 2000) {
      return NONE;
    }
    boolean half = type.size() <= 2 && exponent <= 5 && mantissa <= 10 && n.bias() == 15;
    boolean single = type.size() <= 4 && exponent <= 8 && mantissa <= 23 && n.bias() <= 127;
    return new NumberConversion(type, DType.of(Kind.FLOAT, half ? 2 : single ? 4 : 8, order(type)));
  }

  private static boolean is(Datatype type, int size, int exponent, int mantissa, int bias) {
    NumberLayout n = type.number();
    return type.size() == size
        && n.offset() == 0
        && n.precision() == 8 * size
        && n.exponent()[0] == mantissa
        && n.exponent()[1] == exponent
        && n.mantissa()[0] == 0
        && n.mantissa()[1] == mantissa
        && n.bias() == bias;
  }

  /** Converts elements; the result has {@link #result()}'s item size and byte order. */
  ByteBuffer convert(ByteBuffer stored, OutputBuffer output) {
    int size = from.size();
    int n = stored.limit() / size;
    ByteBuffer target = output.of((long) n * to.itemSize()).order(to.order());
    for (int i = 0; i < n; i++) {
      long bits = raw(stored, i * size, size);
      if (from.kind() == Datatype.Kind.FLOAT) {
        put(target, i, Double.longBitsToDouble(doubleBits(bits)));
      } else {
        put(target, i, value(bits));
      }
    }
    return target;
  }

  private long raw(ByteBuffer stored, int at, int size) {
    long bits = 0;
    for (int b = 0; b < size; b++) {
      int from8 = this.from.isBigEndian() ? at + b : at + size - 1 - b;
      bits = bits << 8 | (stored.get(from8) & 0xFF);
    }
    return bits;
  }

  private long value(long bits) {
    int precision = from.number().precision();
    int unused = 64 - precision;
    long moved = bits >>> from.number().offset() << unused;
    boolean signed = to.kind() == Kind.SIGNED;
    return signed ? moved >> unused : moved >>> unused;
  }

  private void put(ByteBuffer target, int i, long value) {
    switch (to.itemSize()) {
      case 1 -> target.put(i, (byte) value);
      case 2 -> target.putShort(2 * i, (short) value);
      case 4 -> target.putInt(4 * i, (int) value);
      default -> target.putLong(8 * i, value);
    }
  }

  private void put(ByteBuffer target, int i, double value) {
    switch (to.itemSize()) {
      case 2 -> target.putShort(2 * i, HalfFloat.bits(value));
      case 4 -> target.putFloat(4 * i, (float) value);
      default -> target.putDouble(8 * i, value);
    }
  }

  private static long field(long bits, int low, int width) {
    return width == 0 ? 0 : bits >>> low & (-1L >>> (64 - width));
  }

  // Any IEEE-like layout with up to 11 bits of exponent and 52 of mantissa, as the bits of a
  // double.
  private long doubleBits(long bits) {
    NumberLayout n = from.number();
    int width = n.exponent()[1];
    int digits = n.mantissa()[1];
    long sign = bits >>> (from.bits() >>> 8 & 63) & 1;
    long exponent = field(bits, n.exponent()[0], width);
    long mantissa = field(bits, n.mantissa()[0], digits);
    double value;
    if (exponent == -1L >>> (64 - width)) {
      value = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      boolean subnormal = exponent == 0;
      double fraction = mantissa / Math.pow(2, digits) + (subnormal ? 0 : 1);
      value = Math.scalb(fraction, (int) ((subnormal ? 1 : exponent) - n.bias()));
    }
    return Double.doubleToRawLongBits(sign == 0 ? value : -value);
  }
}
