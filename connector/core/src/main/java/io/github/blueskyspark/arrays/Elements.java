package io.github.blueskyspark.arrays;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Single elements of a dtype, read at a byte position of a buffer whatever the buffer's own byte
 * order is.
 */
public final class Elements {
  private Elements() {}

  /**
   * An integer or boolean. {@code <u8} beyond 2^63 comes out negative; see {@link #integer}.
   *
   * @param at byte position, absolute in the buffer
   */
  public static long asLong(DType dtype, ByteBuffer data, int at) {
    long raw = raw(dtype, data, at);
    return switch (dtype.kind()) {
      case BOOL -> raw == 0 ? 0 : 1;
      case SIGNED -> raw << (64 - 8 * dtype.itemSize()) >> (64 - 8 * dtype.itemSize());
      case UNSIGNED -> raw;
      case FLOAT, COMPLEX, BYTES, UNICODE, VOID, OBJECT -> throw wrong(dtype, "integer");
    };
  }

  /** An integer of any size, exact. */
  public static BigInteger integer(DType dtype, ByteBuffer data, int at) {
    long value = asLong(dtype, data, at);
    boolean wide = dtype.kind() == DType.Kind.UNSIGNED && value < 0;
    return wide ? new BigInteger(Long.toUnsignedString(value)) : BigInteger.valueOf(value);
  }

  /** A boolean: any byte but 0. */
  public static boolean asBoolean(ByteBuffer data, int at) {
    return data.get(at) != 0;
  }

  /** A number as a double: exact for floats and for integers up to 2^53. */
  public static double asDouble(DType dtype, ByteBuffer data, int at) {
    return switch (dtype.kind()) {
      case BOOL, SIGNED -> asLong(dtype, data, at);
      case UNSIGNED ->
          dtype.itemSize() < 8 ? asLong(dtype, data, at) : integer(dtype, data, at).doubleValue();
      case FLOAT -> floating(raw(dtype, data, at), dtype.itemSize());
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT -> throw wrong(dtype, "real number");
    };
  }

  /** Real part of a complex number. */
  public static double real(DType dtype, ByteBuffer data, int at) {
    return asDouble(part(dtype), data, at);
  }

  /** Imaginary part of a complex number. */
  public static double imaginary(DType dtype, ByteBuffer data, int at) {
    return asDouble(part(dtype), data, at + dtype.itemSize() / 2);
  }

  private static DType part(DType dtype) {
    if (dtype.kind() != DType.Kind.COMPLEX) {
      throw wrong(dtype, "complex number");
    }
    return DType.of(DType.Kind.FLOAT, dtype.itemSize() / 2, dtype.order());
  }

  /** A string without the NULs at its end; bytes are UTF-8, and what is not becomes U+FFFD. */
  public static String string(DType dtype, ByteBuffer data, int at) {
    return switch (dtype.kind()) {
      case BYTES -> new String(trimmed(data, at, dtype.itemSize()), StandardCharsets.UTF_8);
      case UNICODE -> unicode(dtype, data, at);
      case BOOL, SIGNED, UNSIGNED, FLOAT, COMPLEX, VOID, OBJECT -> throw wrong(dtype, "string");
    };
  }

  /** The bytes of an element as they stand. */
  public static byte[] bytes(DType dtype, ByteBuffer data, int at) {
    byte[] bytes = new byte[dtype.itemSize()];
    data.duplicate().position(at).get(bytes);
    return bytes;
  }

  /** Half-precision bits as a double; exact. */
  static double half(short bits) {
    int size = bits & 0x7FFF;
    double value;
    if (size < 0x400) {
      value = size * 0x1p-24;
    } else if (size < 0x7C00) {
      value = Float.intBitsToFloat((size << 13) + ((127 - 15) << 23));
    } else {
      value = size == 0x7C00 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return bits < 0 ? -value : value;
  }

  private static double floating(long raw, int size) {
    return switch (size) {
      case 2 -> half((short) raw);
      case 4 -> Float.intBitsToFloat((int) raw);
      default -> Double.longBitsToDouble(raw);
    };
  }

  /** The element's bits, not sign-extended. */
  private static long raw(DType dtype, ByteBuffer data, int at) {
    boolean turn = data.order() != dtype.order();
    return switch (dtype.itemSize()) {
      case 1 -> data.get(at) & 0xFFL;
      case 2 -> (turn ? Short.reverseBytes(data.getShort(at)) : data.getShort(at)) & 0xFFFFL;
      case 4 -> (turn ? Integer.reverseBytes(data.getInt(at)) : data.getInt(at)) & 0xFFFFFFFFL;
      case 8 -> turn ? Long.reverseBytes(data.getLong(at)) : data.getLong(at);
      default -> throw wrong(dtype, "number");
    };
  }

  private static byte[] trimmed(ByteBuffer data, int at, int size) {
    int length = size;
    while (length > 0 && data.get(at + length - 1) == 0) {
      length--;
    }
    byte[] bytes = new byte[length];
    data.duplicate().position(at).get(bytes);
    return bytes;
  }

  private static String unicode(DType dtype, ByteBuffer data, int at) {
    StringBuilder text = new StringBuilder();
    int kept = 0;
    for (int i = 0; i < dtype.itemSize(); i += 4) {
      int raw = data.getInt(at + i);
      int point = data.order() == dtype.order() ? raw : Integer.reverseBytes(raw);
      boolean isLegal = Character.isValidCodePoint(point) && (point < 0xD800 || point > 0xDFFF);
      text.appendCodePoint(isLegal ? point : 0xFFFD);
      kept = point == 0 ? kept : text.length();
    }
    return text.substring(0, kept);
  }

  private static IllegalArgumentException wrong(DType dtype, String wanted) {
    return new IllegalArgumentException("dtype " + dtype + " is no " + wanted + "; please report");
  }
}
