package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import java.io.IOException;
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

  private final Optional<DType> declared;
  private double[] reals = new double[64];
  private long[] wholes = new long[64];
  private int size;
  private boolean allWhole;
  private boolean fits;

  NestedArray(Optional<DType> numpy) {
    this.declared = numpy.filter(DType::isNumeric).map(DType::littleEndian);
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
    }
    if (token.isBoolean()) {
      wholes[size] = token == JsonToken.VALUE_TRUE ? 1 : 0;
      reals[size] = wholes[size];
      fits &= declared.isPresent() && declared.get().kind() == Kind.BOOL;
    } else if (token.isNumeric()) {
      boolean whole = token == JsonToken.VALUE_NUMBER_INT;
      reals[size] = parser.getDoubleValue();
      wholes[size] = whole ? parser.getBigIntegerValue().longValue() : (long) reals[size];
      allWhole &= whole;
      fits &= !whole || parser.getBigIntegerValue().bitLength() <= 64;
    } else if (token == JsonToken.VALUE_NULL) {
      reals[size] = Double.NaN;
      allWhole = false;
    } else {
      fits = false;
      parser.skipChildren();
    }
    size++;
  }

  private Optional<ByteBuffer> encode(DType type) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(size, type.itemSize()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      if (type.kind() == Kind.FLOAT) {
        real(type, reals[i], bytes);
      } else if (reals[i] == Math.rint(reals[i])) {
        whole(type, wholes[i], bytes);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.flip());
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
