package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.archives.msgpack.NumpyValue.Special;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The types of numpy values, see {@link io.github.blueskyspark.documents.ValueTypes}: from
 * msgpack-numpy's maps, and back into them.
 */
final class NumpyTypes {
  private static final String ARRAY = "nd ";
  private static final String SCALAR = "np ";
  static final String RAW = "raw ";

  private NumpyTypes() {}

  /**
   * The type of the value whose map stands at an index: dtype and shape where that and the numbers
   * give the same bytes again, else the bytes themselves.
   */
  static String of(NumpyValue value, byte[] bytes, int from) {
    if (value.special() == Special.NONE && isPlain(value.dtype()) && !hasOddValue(value, bytes)) {
      String type = value.dtype().toString();
      String shape =
          IntStream.of(value.shape()).mapToObj(String::valueOf).collect(Collectors.joining(","));
      int length = value.dataLength();
      byte[] head = head(value.isArray(), type, value.shape(), length);
      if (value.data() + length == value.end()
          && value.data() - from == head.length
          && Arrays.equals(bytes, from, value.data(), head, 0, head.length)) {
        return value.isArray() ? ARRAY + type + " " + shape : SCALAR + type;
      }
    }
    return RAW + Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, value.end()));
  }

  private static boolean isPlain(DType dtype) {
    boolean known = dtype.kind() != DType.Kind.FLOAT || dtype.itemSize() <= Double.BYTES;
    return dtype.isNumeric() && known;
  }

  /** A NaN with a sign or payload, or a truth that is not 1: numbers that do not come back. */
  private static boolean hasOddValue(NumpyValue value, byte[] bytes) {
    DType dtype = value.dtype();
    ByteBuffer data =
        ByteBuffer.wrap(bytes, value.data(), value.dataLength()).slice().order(dtype.order());
    boolean odd = false;
    while (dtype.kind() == DType.Kind.BOOL && data.hasRemaining()) {
      odd |= (data.get() & 0xFE) != 0;
    }
    while (dtype.kind() == DType.Kind.FLOAT && data.remaining() >= dtype.itemSize()) {
      odd |=
          switch (dtype.itemSize()) {
            case 2 -> isOdd(data.getShort() & 0xFFFF, 0x7C00, 0x7E00);
            case 4 -> isOdd(data.getInt(), 0x7F800000, 0x7FC00000);
            default -> isOdd(data.getLong(), 0x7FF0000000000000L, 0x7FF8000000000000L);
          };
    }
    return odd;
  }

  private static boolean isOdd(long bits, long infinity, long nan) {
    long mantissa = 2 * (nan - infinity) - 1;
    return (bits & infinity) == infinity && (bits & mantissa) != 0 && bits != nan;
  }

  /** Writes the value at the parser's current token, which is left on its last token. */
  static void write(String type, JsonParser parser, MessageOutput out) throws IOException {
    boolean isArray = type.startsWith(ARRAY);
    if (!isArray && !type.startsWith(SCALAR)) {
      throw new UnwritableDocument("a value is of the unknown type " + type);
    }
    String[] words = type.split(" ", -1);
    DType dtype =
        DTypes.parse(words[1])
            .filter(NumpyTypes::isPlain)
            .orElseThrow(() -> new UnwritableDocument("an array is of dtype " + words[1]));
    int[] shape = isArray ? shape(words.length > 2 ? words[2] : "") : new int[0];
    byte[] data = ArrayElements.of(parser, dtype);
    long needed = dtype.itemSize();
    for (int length : shape) {
      needed *= length;
    }
    if (needed != data.length) {
      throw new UnwritableDocument(
          "an array of shape " + Arrays.toString(shape) + " has " + data.length + " bytes");
    }
    out.raw(head(isArray, words[1], shape, data.length));
    out.raw(data);
  }

  private static int[] shape(String text) throws UnwritableDocument {
    try {
      return text.isEmpty()
          ? new int[0]
          : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw new UnwritableDocument("an array is of shape " + text);
    }
  }

  /** The map up to its data, as msgpack-numpy makes it. */
  private static byte[] head(boolean isArray, String type, int[] shape, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MessageOutput out = new MessageOutput(bytes);
    try {
      out.map(isArray ? 5 : 3);
      out.binary("nd");
      out.truth(isArray);
      out.binary("type");
      out.string(type);
      if (isArray) {
        out.binary("kind");
        out.binary("");
        out.binary("shape");
        out.array(shape.length);
        for (int axis : shape) {
          out.integer(axis);
        }
      }
      out.binary("data");
      out.binaryHead(length);
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot be written to; please report", e);
    }
    return bytes.toByteArray();
  }
}
