package io.github.blueskyspark.assets.csv;

import io.github.blueskyspark.arrays.DType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Values in fields.
 *
 * @param decimal mark of numbers
 * @param thousands mark that means nothing; 0 where there is none
 */
record FieldText(char decimal, char thousands) {
  private static final Charset UTF32 = Charset.forName("UTF-32LE");
  private static final int LONGEST_NUMBER = 400;

  /** What pandas takes for a value that is not there. */
  private static final Set<String> MISSING =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");

  boolean isMissing(String field) {
    return MISSING.contains(field);
  }

  Optional<Boolean> bool(String field) {
    return switch (field) {
      case "True", "TRUE", "true" -> Optional.of(true);
      case "False", "FALSE", "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  Optional<BigInteger> integer(String field) {
    String number = plain(field);
    return number.length() <= LONGEST_NUMBER && number.matches("[+-]?[0-9]+")
        ? Optional.of(new BigInteger(number))
        : Optional.empty();
  }

  Optional<Double> real(String field) {
    String number = plain(field);
    if (number.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    if (number.matches("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?")) {
      return Optional.of(Double.parseDouble(number));
    }
    return switch (number.toLowerCase(java.util.Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  private String plain(String field) {
    String number = field.strip();
    if (thousands != 0) {
      number = number.replace(String.valueOf(thousands), "");
    }
    return decimal == '.' ? number : number.replace(decimal, '.');
  }

  /**
   * Writes a field's value.
   *
   * @return false when it is no value of the type
   */
  boolean put(String field, DType dtype, ByteBuffer to, int at) {
    return switch (dtype.kind()) {
      case BOOL -> {
        Optional<Boolean> value = bool(field);
        value.ifPresent(v -> to.put(at, (byte) (v ? 1 : 0)));
        yield value.isPresent();
      }
      case SIGNED, UNSIGNED -> putInteger(field, dtype, to, at);
      case FLOAT -> {
        Optional<Double> value = isMissing(field) ? Optional.of(Double.NaN) : real(field);
        value.ifPresent(v -> putReal(v, dtype.itemSize(), to, at));
        yield value.isPresent() && dtype.itemSize() >= 4;
      }
      case UNICODE -> putText(field.getBytes(UTF32), dtype.itemSize(), to, at);
      case BYTES -> putText(field.getBytes(StandardCharsets.UTF_8), dtype.itemSize(), to, at);
      case COMPLEX, VOID, OBJECT -> false;
    };
  }

  private static void putReal(double value, int size, ByteBuffer to, int at) {
    if (size == 4) {
      to.putFloat(at, (float) value);
    } else if (size == 8) {
      to.putDouble(at, value);
    }
  }

  private boolean putInteger(String field, DType dtype, ByteBuffer to, int at) {
    Optional<BigInteger> value = integer(field);
    int bits = 8 * dtype.itemSize() - (dtype.kind() == DType.Kind.SIGNED ? 1 : 0);
    boolean fits =
        value.isPresent()
            && value.get().bitLength() <= bits
            && (dtype.kind() == DType.Kind.SIGNED || value.get().signum() >= 0);
    if (fits) {
      long v = value.get().longValue();
      switch (dtype.itemSize()) {
        case 1 -> to.put(at, (byte) v);
        case 2 -> to.putShort(at, (short) v);
        case 4 -> to.putInt(at, (int) v);
        default -> to.putLong(at, v);
      }
    }
    return fits;
  }

  private static boolean putText(byte[] text, int size, ByteBuffer to, int at) {
    if (text.length > size) {
      return false;
    }
    to.put(at, text);
    for (int i = text.length; i < size; i++) {
      to.put(at + i, (byte) 0);
    }
    return true;
  }
}
