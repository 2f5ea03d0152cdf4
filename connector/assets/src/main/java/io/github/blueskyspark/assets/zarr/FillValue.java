package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Fill values in metadata, as the bytes of one element. */
final class FillValue {
  private FillValue() {}

  /**
   * The bytes of a fill value.
   *
   * @return empty for zeros, and where the metadata leaves it open
   * @throws BadMetadata when it is no value of the type
   */
  static byte[] of(JsonNode said, DType dtype) throws BadMetadata {
    if (said.isMissingNode() || said.isNull() || dtype.itemSize() == 0) {
      return new byte[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate(dtype.itemSize()).order(dtype.order());
    try {
      put(said, dtype, bytes, 0);
    } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new BadMetadata("fill_value " + said + " is no " + dtype);
    }
    for (byte b : bytes.array()) {
      if (b != 0) {
        return bytes.array();
      }
    }
    return new byte[0];
  }

  private static void put(JsonNode said, DType dtype, ByteBuffer to, int at) throws BadMetadata {
    ByteBuffer ordered = to.duplicate().order(dtype.order());
    switch (dtype.kind()) {
      case BOOL -> ordered.put(at, (byte) (said.asBoolean() || said.asInt() != 0 ? 1 : 0));
      case SIGNED, UNSIGNED -> integer(said, dtype, ordered, at);
      case FLOAT -> real(said, dtype.itemSize(), ordered, at);
      case COMPLEX -> {
        int half = dtype.itemSize() / 2;
        boolean isPair = said.isArray() && said.size() == 2;
        real(isPair ? said.get(0) : said, half, ordered, at);
        if (isPair) {
          real(said.get(1), half, ordered, at + half);
        }
      }
      case UNICODE -> {
        Charset utf32 = Charset.forName(dtype.toString().startsWith(">") ? "UTF-32BE" : "UTF-32LE");
        bytes(said.asText().getBytes(utf32), dtype, ordered, at);
      }
      case BYTES, VOID -> raw(said, dtype, ordered, at);
      case OBJECT -> throw new BadMetadata("fill_value " + said + " of texts");
    }
  }

  private static void integer(JsonNode said, DType dtype, ByteBuffer to, int at) {
    if (!said.isNumber() && !said.isBoolean()) {
      throw new IllegalArgumentException("no number");
    }
    BigInteger value =
        said.isBoolean()
            ? BigInteger.valueOf(said.asBoolean() ? 1 : 0)
            : said.decimalValue().toBigIntegerExact();
    int bits = 8 * dtype.itemSize();
    int spare = dtype.kind() == DType.Kind.SIGNED ? 1 : 0;
    boolean isNegative = value.signum() < 0;
    if (value.bitLength() > bits - spare || (isNegative && spare == 0)) {
      throw new ArithmeticException("too large");
    }
    long v = value.longValue();
    switch (dtype.itemSize()) {
      case 1 -> to.put(at, (byte) v);
      case 2 -> to.putShort(at, (short) v);
      case 4 -> to.putInt(at, (int) v);
      default -> to.putLong(at, v);
    }
  }

  private static void real(JsonNode said, int size, ByteBuffer to, int at) {
    String text = said.asText();
    if (said.isTextual() && text.startsWith("0x")) {
      long bits = Long.parseUnsignedLong(text.substring(2), 16);
      switch (size) {
        case 2 -> to.putShort(at, (short) bits);
        case 4 -> to.putInt(at, (int) bits);
        default -> to.putLong(at, bits);
      }
      return;
    }
    double value =
        switch (text) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> new BigDecimal(text).doubleValue();
        };
    switch (size) {
      case 2 -> to.putShort(at, HalfBits.of(value));
      case 4 -> to.putFloat(at, (float) value);
      default -> to.putDouble(at, value);
    }
  }

  private static void raw(JsonNode said, DType dtype, ByteBuffer to, int at) throws BadMetadata {
    if (said.isTextual()) {
      byte[] decoded;
      try {
        decoded = Base64.getDecoder().decode(said.asText());
      } catch (IllegalArgumentException e) {
        decoded = said.asText().getBytes(StandardCharsets.ISO_8859_1);
      }
      bytes(decoded, dtype, to, at);
    } else if (dtype.isStruct() && said.isObject()) {
      for (Field field : dtype.fields()) {
        if (said.has(field.name())) {
          put(said.get(field.name()), field.type(), to, at + field.offset());
        }
      }
    } else if (said.isArray() && said.size() == dtype.itemSize()) {
      for (int i = 0; i < said.size(); i++) {
        to.put(at + i, (byte) said.get(i).asInt());
      }
    } else if (!said.isNumber() || said.asDouble() != 0) {
      throw new IllegalArgumentException("no bytes");
    }
  }

  private static void bytes(byte[] value, DType dtype, ByteBuffer to, int at) {
    if (value.length > dtype.itemSize()) {
      throw new IllegalArgumentException("too long");
    }
    to.put(at, value);
  }
}
