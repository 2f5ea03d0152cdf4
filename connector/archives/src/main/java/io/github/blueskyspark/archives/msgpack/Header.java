package io.github.blueskyspark.archives.msgpack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The first bytes of one MessagePack value: what it is, how long the header is, and the number
 * behind it (a length, a count, or the value itself).
 */
final class Header {
  /** What a value is. */
  enum Kind {
    INTEGER,
    /** An unsigned integer of 64 bits that does not fit a signed one. */
    UNSIGNED,
    FLOAT,
    NIL,
    FALSE,
    TRUE,
    STRING,
    BINARY,
    EXTENSION,
    ARRAY,
    MAP,
    /** The byte that no value begins with. */
    NEVER
  }

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final int LONGEST = 9;

  private Kind kind = Kind.NEVER;
  private int length;
  private long number;
  private double real;

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  Kind kind() {
    return kind;
  }

  /** Bytes of the header, an extension's type included. */
  int length() {
    return length;
  }

  /** The integer, the bytes that follow, or the elements or pairs that follow. */
  long number() {
    return number;
  }

  /** The value of a {@code FLOAT}. */
  double real() {
    return real;
  }

  /** Bytes that follow the header and belong to the value itself, not to values inside it. */
  long payload() {
    return switch (kind) {
      case STRING, BINARY, EXTENSION -> number;
      default -> 0;
    };
  }

  boolean isContainer() {
    return kind == Kind.ARRAY || kind == Kind.MAP;
  }

  /** Reads the header at an index; false when it is not there as a whole. */
  boolean read(byte[] bytes, int at, int limit) {
    if (at >= limit) {
      return false;
    }
    int b = bytes[at] & 0xFF;
    if (b <= 0x7F || b >= 0xE0) {
      return set(Kind.INTEGER, 1, (byte) b);
    } else if (b <= 0x8F) {
      return set(Kind.MAP, 1, b & 0x0F);
    } else if (b <= 0x9F) {
      return set(Kind.ARRAY, 1, b & 0x0F);
    } else if (b <= 0xBF) {
      return set(Kind.STRING, 1, b & 0x1F);
    }
    int size = size(b);
    return size <= limit - at && sized(bytes, at, b);
  }

  private static int size(int b) {
    return switch (b) {
      case 0xC4, 0xD9, 0xCC, 0xD0, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> 2;
      case 0xC5, 0xDA, 0xDC, 0xDE, 0xCD, 0xD1, 0xC7 -> 3;
      case 0xC8 -> 4;
      case 0xC6, 0xDB, 0xDD, 0xDF, 0xCA, 0xCE, 0xD2 -> 5;
      case 0xC9 -> 6;
      case 0xCB, 0xCF, 0xD3 -> LONGEST;
      default -> 1;
    };
  }

  private boolean sized(byte[] bytes, int at, int b) {
    int size = size(b);
    int i = at + 1;
    return switch (b) {
      case 0xC0 -> set(Kind.NIL, 1, 0);
      case 0xC2 -> set(Kind.FALSE, 1, 0);
      case 0xC3 -> set(Kind.TRUE, 1, 0);
      case 0xC4 -> set(Kind.BINARY, size, bytes[i] & 0xFF);
      case 0xC5 -> set(Kind.BINARY, size, u2(bytes, i));
      case 0xC6 -> set(Kind.BINARY, size, u4(bytes, i));
      case 0xC7 -> set(Kind.EXTENSION, size, bytes[i] & 0xFF);
      case 0xC8 -> set(Kind.EXTENSION, size, u2(bytes, i));
      case 0xC9 -> set(Kind.EXTENSION, size, u4(bytes, i));
      case 0xCA -> float4(bytes, i);
      case 0xCB -> float8(bytes, i);
      case 0xCC -> set(Kind.INTEGER, size, bytes[i] & 0xFF);
      case 0xCD -> set(Kind.INTEGER, size, u2(bytes, i));
      case 0xCE -> set(Kind.INTEGER, size, u4(bytes, i));
      case 0xCF -> unsigned((long) LONGS.get(bytes, i));
      case 0xD0 -> set(Kind.INTEGER, size, bytes[i]);
      case 0xD1 -> set(Kind.INTEGER, size, (short) SHORTS.get(bytes, i));
      case 0xD2 -> set(Kind.INTEGER, size, (int) INTS.get(bytes, i));
      case 0xD3 -> set(Kind.INTEGER, size, (long) LONGS.get(bytes, i));
      case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> set(Kind.EXTENSION, size, 1L << (b - 0xD4));
      case 0xD9 -> set(Kind.STRING, size, bytes[i] & 0xFF);
      case 0xDA -> set(Kind.STRING, size, u2(bytes, i));
      case 0xDB -> set(Kind.STRING, size, u4(bytes, i));
      case 0xDC -> set(Kind.ARRAY, size, u2(bytes, i));
      case 0xDD -> set(Kind.ARRAY, size, u4(bytes, i));
      case 0xDE -> set(Kind.MAP, size, u2(bytes, i));
      case 0xDF -> set(Kind.MAP, size, u4(bytes, i));
      default -> set(Kind.NEVER, 1, 0);
    };
  }

  private static long u2(byte[] bytes, int i) {
    return (short) SHORTS.get(bytes, i) & 0xFFFFL;
  }

  private static long u4(byte[] bytes, int i) {
    return (int) INTS.get(bytes, i) & 0xFFFFFFFFL;
  }

  private boolean unsigned(long value) {
    return set(value < 0 ? Kind.UNSIGNED : Kind.INTEGER, LONGEST, value);
  }

  private boolean float4(byte[] bytes, int i) {
    real = Float.intBitsToFloat((int) INTS.get(bytes, i));
    return set(Kind.FLOAT, 5, 0);
  }

  private boolean float8(byte[] bytes, int i) {
    real = Double.longBitsToDouble((long) LONGS.get(bytes, i));
    return set(Kind.FLOAT, LONGEST, 0);
  }

  private boolean set(Kind what, int bytes, long value) {
    kind = what;
    length = bytes;
    number = value;
    return true;
  }
}
