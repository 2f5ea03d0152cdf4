package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Elements;
import io.github.blueskyspark.arrays.PythonNumbers;
import io.github.blueskyspark.tables.ArrayTexts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Arrays of numbers as Python writes {@code json.dumps(array.tolist())}. */
final class ArrayJson {
  private final DType dtype;
  private final int[] shape;
  private final ByteBuffer data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long values;
  private int at;

  private ArrayJson(DType dtype, int[] shape, ByteBuffer data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
    this.at = data.position();
  }

  /**
   * The text of an array.
   *
   * @param dtype of its elements: numbers of at most 8 bytes, or booleans
   * @param data position to limit, C order, in the dtype's byte order
   */
  static ArrayTexts.Text of(DType dtype, int[] shape, ByteBuffer data) {
    ArrayJson json = new ArrayJson(dtype, shape, data);
    json.axis(0);
    String axes = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(","));
    return new ArrayTexts.Text(json.out.toByteArray(), "nd " + dtype + " " + axes, json.values);
  }

  private void axis(int axis) {
    values++;
    if (axis == shape.length) {
      ascii(element());
      at += dtype.itemSize();
      return;
    }
    out.write('[');
    for (int i = 0; i < shape[axis]; i++) {
      if (i > 0) {
        out.write(',');
        out.write(' ');
      }
      axis(axis + 1);
    }
    out.write(']');
  }

  private String element() {
    return switch (dtype.kind()) {
      case BOOL -> String.valueOf(Elements.asBoolean(data, at));
      case SIGNED -> Long.toString(Elements.asLong(dtype, data, at));
      case UNSIGNED -> Long.toUnsignedString(Elements.asLong(dtype, data, at));
      case FLOAT -> PythonNumbers.real(Elements.asDouble(dtype, data, at));
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT ->
          throw new IllegalStateException(dtype + " is no number; please report");
    };
  }

  private void ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
