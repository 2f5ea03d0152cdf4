package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.archives.msgpack.NumpyValue.Special;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.Elements;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The tokens of a numpy value: what its {@code tolist()} gives. Arrays are nested lists, complex
 * numbers objects of {@code re} and {@code im}, records lists of their fields.
 */
final class NumpyTokens {
  /** A token with its value: {@code Long}, {@code BigInteger}, {@code Double}, text or bytes. */
  record Token(JsonToken token, Object value) {}

  private static final int MANTISSA_BITS = 63;
  private static final int BIAS = 16383;

  private final NumpyValue value;
  private final ByteBuffer data;
  private final int[] shape;
  private final int[] done;
  private final Deque<Token> ready = new ArrayDeque<>();
  private int level;
  private int at;
  private boolean ended;

  NumpyTokens(NumpyValue value, byte[] bytes) {
    this.value = value;
    this.data = ByteBuffer.wrap(bytes);
    this.shape = value.shape();
    this.done = new int[shape.length];
    this.at = value.data();
  }

  /** Whether all tokens were given. */
  boolean hasEnded() {
    return ended && ready.isEmpty();
  }

  /** The next token. */
  Token next() {
    if (!ready.isEmpty()) {
      return ready.remove();
    }
    if (shape.length == 0) {
      ended = true;
      return element();
    }
    if (level > 0 && done[level - 1] == shape[level - 1]) {
      level--;
      ended = level == 0;
      if (!ended) {
        done[level - 1]++;
      }
      return new Token(JsonToken.END_ARRAY, "");
    }
    if (level < shape.length) {
      done[level++] = 0;
      return new Token(JsonToken.START_ARRAY, "");
    }
    done[level - 1]++;
    return element();
  }

  private Token element() {
    switch (value.special()) {
      case PYTHON_COMPLEX -> complex(value.real(), value.imaginary());
      case EXTENDED -> real(extended(at));
      case TIME -> time(Elements.asLong(value.dtype(), data, at));
      case NONE -> put(value.dtype(), at);
    }
    at += value.special() == Special.PYTHON_COMPLEX ? 0 : value.dtype().itemSize();
    return ready.remove();
  }

  private void put(DType dtype, int from) {
    if (dtype.isStruct()) {
      record(dtype, from);
      return;
    }
    switch (dtype.kind()) {
      case BOOL ->
          put(Elements.asBoolean(data, from) ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE);
      case SIGNED -> integer(Elements.asLong(dtype, data, from));
      case UNSIGNED -> unsigned(dtype, from);
      case FLOAT -> real(Elements.asDouble(dtype, data, from));
      case COMPLEX ->
          complex(Elements.real(dtype, data, from), Elements.imaginary(dtype, data, from));
      case UNICODE ->
          ready.add(new Token(JsonToken.VALUE_STRING, Elements.string(dtype, data, from)));
      case BYTES, VOID, OBJECT -> bytes(dtype, from);
    }
  }

  private void record(DType dtype, int from) {
    put(JsonToken.START_ARRAY);
    for (Field field : dtype.fields()) {
      nested(field, 0, from + field.offset());
    }
    put(JsonToken.END_ARRAY);
  }

  /** One field from an axis on; returns where its bytes end. */
  private int nested(Field field, int axis, int from) {
    if (axis == field.shape().size()) {
      put(field.type(), from);
      return from + field.type().itemSize();
    }
    int next = from;
    put(JsonToken.START_ARRAY);
    for (int i = 0; i < field.shape().get(axis); i++) {
      next = nested(field, axis + 1, next);
    }
    put(JsonToken.END_ARRAY);
    return next;
  }

  private void put(JsonToken token) {
    ready.add(new Token(token, ""));
  }

  private void integer(long number) {
    ready.add(new Token(JsonToken.VALUE_NUMBER_INT, number));
  }

  private void unsigned(DType dtype, int from) {
    BigInteger exact = Elements.integer(dtype, data, from);
    boolean isLong = exact.bitLength() < Long.SIZE;
    ready.add(new Token(JsonToken.VALUE_NUMBER_INT, isLong ? (Object) exact.longValue() : exact));
  }

  private void real(double number) {
    ready.add(new Token(JsonToken.VALUE_NUMBER_FLOAT, number));
  }

  private void time(long ticks) {
    if (ticks == Long.MIN_VALUE) {
      put(JsonToken.VALUE_NULL);
    } else {
      integer(ticks);
    }
  }

  private void complex(double re, double im) {
    put(JsonToken.START_OBJECT);
    ready.add(new Token(JsonToken.FIELD_NAME, "re"));
    real(re);
    ready.add(new Token(JsonToken.FIELD_NAME, "im"));
    real(im);
    put(JsonToken.END_OBJECT);
  }

  private void bytes(DType dtype, int from) {
    byte[] bytes = Elements.bytes(dtype, data, from);
    int length = bytes.length;
    while (dtype.kind() == DType.Kind.BYTES && length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    ready.add(new Token(JsonToken.VALUE_EMBEDDED_OBJECT, Arrays.copyOf(bytes, length)));
  }

  private double extended(int from) {
    long mantissa = Long.reverseBytes(data.getLong(from));
    int high = Short.reverseBytes(data.getShort(from + Long.BYTES)) & 0xFFFF;
    int exponent = high & 0x7FFF;
    double size;
    if (exponent == 0x7FFF) {
      size = mantissa << 1 == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      double whole =
          mantissa >= 0 ? mantissa : new BigInteger(Long.toUnsignedString(mantissa)).doubleValue();
      size = Math.scalb(whole, exponent - BIAS - MANTISSA_BITS);
    }
    return (high & 0x8000) != 0 ? -size : size;
  }
}
