package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.HalfFloats;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;

/** Numbers as the bytes of a numpy array; the way back of {@link NumpyTokens}. */
final class ArrayElements {
  private final DType dtype;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ArrayElements(DType dtype) {
    this.dtype = dtype;
  }

  /** All numbers of the value at the parser's current token, which is left on its last token. */
  static byte[] of(JsonParser parser, DType dtype) throws IOException {
    ArrayElements elements = new ArrayElements(dtype);
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        elements.add(token, parser);
      }
      if (depth == 0) {
        return elements.out.toByteArray();
      }
      token = parser.nextToken();
    }
  }

  private void add(JsonToken token, JsonParser parser) throws IOException {
    if (token == null || !token.isScalarValue()) {
      throw new UnwritableDocument("an array of " + dtype + " holds an object");
    }
    switch (dtype.kind()) {
      case BOOL -> {
        if (!token.isBoolean()) {
          throw wrong(parser);
        }
        out.write(token == JsonToken.VALUE_TRUE ? 1 : 0);
      }
      case SIGNED, UNSIGNED -> {
        if (token != JsonToken.VALUE_NUMBER_INT) {
          throw wrong(parser);
        }
        bytes(parser.getBigIntegerValue().longValue());
      }
      case FLOAT -> {
        if (!token.isNumeric()) {
          throw wrong(parser);
        }
        bytes(bits(parser.getDoubleValue()));
      }
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT -> throw wrong(parser);
    }
  }

  private UnwritableDocument wrong(JsonParser parser) throws IOException {
    return new UnwritableDocument("an array of " + dtype + " holds " + parser.getText());
  }

  private long bits(double value) {
    return switch (dtype.itemSize()) {
      case 2 -> HalfFloats.fromDouble(value);
      case 4 -> Float.floatToIntBits((float) value);
      default -> Double.doubleToLongBits(value);
    };
  }

  private void bytes(long value) {
    int size = dtype.itemSize();
    for (int i = 0; i < size; i++) {
      int shift = 8 * (dtype.order() == ByteOrder.BIG_ENDIAN ? size - 1 - i : i);
      out.write((int) (value >>> shift));
    }
  }
}
