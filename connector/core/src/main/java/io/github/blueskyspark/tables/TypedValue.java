package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.arrays.DType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Writes JSON values into cells of one declared type. A value that does not fit is null, and
 * reported. Not thread safe: one a column.
 */
abstract class TypedValue {
  private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

  /**
   * Writes the value at the parser's current token, and leaves the parser on the value's last
   * token.
   *
   * @return false when the value does not fit; the cell is null then
   */
  abstract boolean write(JsonParser parser, CellWriter cell) throws IOException;

  /** The writer of a column type. */
  static TypedValue of(ColumnType type, Optional<DType> numpy) {
    return switch (type.kind()) {
      case BOOLEAN -> new Flag();
      case BYTE -> new Whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT -> new Whole(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> new Real(Float.MAX_VALUE);
      case DOUBLE -> new Real(Double.MAX_VALUE);
      case DECIMAL20 -> new Unsigned();
      case STRING -> new Text();
      case VARIANT -> new Any();
      case ARRAY -> new TypedArray(type.element());
      case NDARRAY -> new NestedArray(numpy);
      case BINARY, TIMESTAMP, MAP, STRUCT -> new Nothing();
    };
  }

  static boolean unfit(JsonParser parser, CellWriter cell) throws IOException {
    parser.skipChildren();
    cell.putNull();
    return false;
  }

  private static boolean isNull(JsonToken token, CellWriter cell) {
    if (token == JsonToken.VALUE_NULL) {
      cell.putNull();
      return true;
    }
    return false;
  }

  private static final class Flag extends TypedValue {
    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      JsonToken token = parser.currentToken();
      if (token.isBoolean()) {
        cell.putBoolean(token == JsonToken.VALUE_TRUE);
        return true;
      }
      return isNull(token, cell) || unfit(parser, cell);
    }
  }

  private static final class Whole extends TypedValue {
    private final long least;
    private final long most;

    Whole(long least, long most) {
      this.least = least;
      this.most = most;
    }

    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      JsonToken token = parser.currentToken();
      if (isWholeLong(parser, token)) {
        long value =
            token == JsonToken.VALUE_NUMBER_INT
                ? parser.getLongValue()
                : (long) parser.getDoubleValue();
        if (value >= least && value <= most) {
          cell.putLong(value);
          return true;
        }
      }
      return isNull(token, cell) || unfit(parser, cell);
    }
  }

  /**
   * Whether the number is whole and has 64 bits; {@code 3.0} is, since numpy and JSON do not tell
   * it from 3.
   */
  static boolean isWholeLong(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }
    if (token != JsonToken.VALUE_NUMBER_FLOAT) {
      return false;
    }
    double value = parser.getDoubleValue();
    return value == Math.rint(value) && Math.abs(value) < 0x1p53;
  }

  /**
   * Whether a number stays what it is, rounding apart: an integer of 400 digits is not infinite,
   * and 1e39 no float. NaN and infinities that the text says fit.
   *
   * @param value the number as a double
   * @param most greatest finite value of the type
   */
  static boolean fits(JsonToken token, double value, double most) {
    return Math.abs(value) <= most
        || (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(value))
        || (most == Float.MAX_VALUE && Float.isFinite((float) value));
  }

  private static final class Real extends TypedValue {
    private final double most;

    Real(double most) {
      this.most = most;
    }

    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      JsonToken token = parser.currentToken();
      if (token.isNumeric()) {
        double value = parser.getDoubleValue();
        if (fits(token, value, most)) {
          cell.putDouble(value);
          return true;
        }
      }
      return isNull(token, cell) || unfit(parser, cell);
    }
  }

  private static final class Unsigned extends TypedValue {
    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_NUMBER_INT) {
        BigInteger value = parser.getBigIntegerValue();
        if (value.abs().compareTo(UNSIGNED_LIMIT) < 0) {
          cell.putDecimal(new BigDecimal(value));
          return true;
        }
      } else if (isWholeLong(parser, token)) {
        cell.putDecimal(BigDecimal.valueOf((long) parser.getDoubleValue()));
        return true;
      }
      return isNull(token, cell) || unfit(parser, cell);
    }
  }

  private static final class Text extends TypedValue {
    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_STRING) {
        cell.putString(parser.getText());
        return true;
      }
      return isNull(token, cell) || unfit(parser, cell);
    }
  }

  private static final class Any extends TypedValue {
    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      cell.putVariant(parser);
      return true;
    }
  }

  private static final class Nothing extends TypedValue {
    @Override
    boolean write(JsonParser parser, CellWriter cell) throws IOException {
      return unfit(parser, cell);
    }
  }
}
