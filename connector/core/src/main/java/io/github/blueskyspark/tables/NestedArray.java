package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.HalfFloats;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Nested JSON arrays as NDARRAY, in the declared dtype; without one {@code <i8} when all numbers
 * are whole, else {@code <f8}, as numpy chooses. A scalar is an array of rank 0. Ragged nesting and
 * texts do not fit.
 */
final class NestedArray extends TypedValue {
  private static final DType INTEGERS = DType.of(Kind.SIGNED, 8, ByteOrder.LITTLE_ENDIAN);
  private static final DType REALS = DType.of(Kind.FLOAT, 8, ByteOrder.LITTLE_ENDIAN);

  private static final double HALF_LIMIT = 65520;

  /** What a number can be written as. */
  private enum Form {
    /** Any type that has room. */
    WHOLE,
    /** Beyond signed 64 bits: unsigned, or a float. */
    UNSIGNED,
    /** A float only. */
    REAL
  }

  private final Optional<DType> declared;
  private double[] reals = new double[64];
  private long[] wholes = new long[64];
  private Form[] forms = new Form[64];
  private int size;
  private boolean allWhole;
  private boolean fits;

  NestedArray(Optional<DType> numpy) {
    this.declared = numpy.filter(NestedArray::isPlain).map(DType::littleEndian);
  }

  private static boolean isPlain(DType type) {
    return switch (type.kind()) {
      case BOOL, SIGNED, UNSIGNED, FLOAT -> true;
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT -> false;
    };
  }

  @Override
  boolean write(JsonParser parser, CellWriter cell) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      cell.putNull();
      return true;
    }
    size = 0;
    allWhole = true;
    fits = true;
    List<Integer> shape = new ArrayList<>();
    take(parser, 0, shape);
    DType type = declared.orElse(allWhole ? INTEGERS : REALS);
    Optional<ByteBuffer> bytes = fits ? encode(type) : Optional.empty();
    if (bytes.isEmpty()) {
      cell.putNull();
      return false;
    }
    cell.putArray(type, shape.stream().mapToInt(Integer::intValue).toArray(), bytes.get());
    return true;
  }

  private void take(JsonParser parser, int depth, List<Integer> shape) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.START_ARRAY) {
      fits &= shape.size() == depth;
      scalar(parser, token);
      return;
    }
    boolean first = shape.size() == depth && size == 0;
    if (first) {
      shape.add(-1);
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (shape.size() > depth) {
        take(parser, depth + 1, shape);
      } else {
        fits = false;
        parser.skipChildren();
      }
      count++;
    }
    if (shape.size() <= depth) {
      fits = false;
    } else if (shape.get(depth) == -1) {
      shape.set(depth, count);
    } else {
      fits &= shape.get(depth) == count;
    }
  }

  private void scalar(JsonParser parser, JsonToken token) throws IOException {
    if (size == reals.length) {
      reals = Arrays.copyOf(reals, size * 2);
      wholes = Arrays.copyOf(wholes, size * 2);
      forms = Arrays.copyOf(forms, size * 2);
    }
    if (token.isBoolean()) {
      wholes[size] = token == JsonToken.VALUE_TRUE ? 1 : 0;
      reals[size] = wholes[size];
      forms[size] = Form.WHOLE;
      fits &= declared.isPresent() && declared.get().kind() == Kind.BOOL;
    } else if (token.isNumeric()) {
      number(parser, token);
    } else if (token == JsonToken.VALUE_NULL) {
      reals[size] = Double.NaN;
      forms[size] = Form.REAL;
      allWhole = false;
    } else {
      fits = false;
      parser.skipChildren();
    }
    size++;
  }

  /** The parser must be asked for whole numbers first: as a double it forgets their digits. */
  private void number(JsonParser parser, JsonToken token) throws IOException {
    Form form = Form.REAL;
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = parser.getDoubleValue();
      reals[size] = value;
      wholes[size] = (long) value;
      form = value == Math.rint(value) && Math.abs(value) < 0x1p53 ? Form.WHOLE : Form.REAL;
      allWhole = false;
    } else if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      wholes[size] = parser.getLongValue();
      reals[size] = wholes[size];
      form = Form.WHOLE;
    } else {
      BigInteger big = parser.getBigIntegerValue();
      wholes[size] = big.longValue();
      reals[size] = big.doubleValue();
      form = big.signum() > 0 && big.bitLength() <= Long.SIZE ? Form.UNSIGNED : Form.REAL;
      allWhole = false;
    }
    forms[size] = form;
    fits &= fits(token, reals[size], Double.MAX_VALUE);
  }

  private Optional<ByteBuffer> encode(DType type) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(size, type.itemSize()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      if (!hasRoom(type, i)) {
        return Optional.empty();
      }
      if (type.kind() == Kind.FLOAT) {
        real(type, reals[i], bytes);
      } else {
        whole(type, wholes[i], bytes);
      }
    }
    return Optional.of(bytes.flip());
  }

  /** Whether the dtype holds the number, rounding of floats apart. */
  private boolean hasRoom(DType type, int at) {
    int bits = type.itemSize() * Byte.SIZE;
    long value = wholes[at];
    boolean whole = forms[at] == Form.WHOLE;
    return switch (type.kind()) {
      case FLOAT -> !Double.isFinite(reals[at]) || staysFinite(type, reals[at]);
      case BOOL -> whole && (value == 0 || value == 1);
      case SIGNED -> whole && (value >> (bits - 1) == 0 || value >> (bits - 1) == -1);
      case UNSIGNED ->
          bits == Long.SIZE
              ? (whole && value >= 0) || forms[at] == Form.UNSIGNED
              : whole && value >> bits == 0;
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT -> false;
    };
  }

  private static boolean staysFinite(DType type, double value) {
    return switch (type.itemSize()) {
      case 8 -> true;
      case 4 -> Float.isFinite((float) value);
      default -> Math.abs(value) < HALF_LIMIT;
    };
  }

  private static void real(DType type, double value, ByteBuffer bytes) {
    switch (type.itemSize()) {
      case 8 -> bytes.putDouble(value);
      case 4 -> bytes.putFloat((float) value);
      default -> bytes.putShort(HalfFloats.fromDouble(value));
    }
  }

  private static void whole(DType type, long value, ByteBuffer bytes) {
    switch (type.itemSize()) {
      case 8 -> bytes.putLong(value);
      case 4 -> bytes.putInt((int) value);
      case 2 -> bytes.putShort((short) value);
      default -> bytes.put((byte) value);
    }
  }
}
