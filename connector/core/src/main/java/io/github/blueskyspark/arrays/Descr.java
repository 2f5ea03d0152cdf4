package io.github.blueskyspark.arrays;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the {@code descr} of an NPY header into a dtype, as numpy's descr_to_dtype does. */
public final class Descr {
  private static final long LARGEST_ITEM = 1L << 30;

  private static final Pattern TIME =
      Pattern.compile("([<>=]?)([Mm]8(?:\\[\\d{0,9}[A-Za-z]{1,2}(?:/\\d{1,9})?\\])?)");

  private Descr() {}

  /**
   * Reads a dtype.
   *
   * @throws IllegalArgumentException with the reason when it is none, or has no fixed bytes
   */
  public static DType parse(JsonNode descr) {
    if (descr.isTextual()) {
      return plain(descr.asText());
    }
    if (!descr.isArray() || descr.isEmpty()) {
      throw new IllegalArgumentException("'" + descr + "' is no dtype");
    }
    List<DType.Field> fields = new ArrayList<>();
    long offset = 0;
    for (JsonNode said : descr) {
      if (!said.isArray() || said.size() < 2 || said.size() > 3) {
        throw new IllegalArgumentException("'" + said + "' is no field of a dtype");
      }
      DType type = parse(said.get(1));
      List<Integer> shape = shape(said.path(2));
      long bytes = type.itemSize();
      for (int n : shape) {
        bytes = Math.multiplyExact(bytes, n);
      }
      String name = name(said.get(0));
      // A field of bytes without a name is the padding of an aligned struct.
      boolean isPadding = name.isEmpty() && type.kind() == DType.Kind.VOID && !type.isStruct();
      if (!isPadding) {
        String unique = name.isEmpty() ? "f" + fields.size() : name;
        fields.add(new DType.Field(unique, type, shape, (int) offset));
      }
      offset = Math.addExact(offset, bytes);
      if (offset > LARGEST_ITEM) {
        throw new IllegalArgumentException("an element of more than " + LARGEST_ITEM + " bytes");
      }
    }
    return fields.isEmpty()
        ? DType.of(DType.Kind.VOID, (int) offset, ByteOrder.LITTLE_ENDIAN)
        : DType.struct(fields, (int) offset);
  }

  /**
   * Reads a dtype as {@link DType#toString} spells it: plain, or the literal of a structured one.
   *
   * @throws IllegalArgumentException with the reason when it is none, or has no fixed bytes
   */
  public static DType parse(String text) {
    return text.startsWith("[") ? parse(PythonLiteral.parse(text)) : plain(text);
  }

  private static DType plain(String text) {
    if (text.matches("[|<>=]?O\\d*")) {
      throw new IllegalArgumentException(
          "dtype 'O' holds pickled Python objects, which can run code and are never read");
    }
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      boolean isBig = time.group(1).equals(">");
      return DType.time(time.group(2), isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
    return DTypes.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("dtype '" + text + "' is not supported"));
  }

  /** The name; of a title and a name, the name. */
  private static String name(JsonNode said) {
    JsonNode name = said.isArray() && said.size() == 2 ? said.get(1) : said;
    if (!name.isTextual()) {
      throw new IllegalArgumentException("'" + said + "' is no field name");
    }
    return name.asText();
  }

  private static List<Integer> shape(JsonNode said) {
    List<Integer> shape = new ArrayList<>();
    if (said.isIntegralNumber()) {
      shape.add(length(said));
    }
    said.forEach(n -> shape.add(length(n)));
    return shape;
  }

  private static int length(JsonNode n) {
    if (!n.isIntegralNumber() || n.asLong() < 0 || n.asLong() > LARGEST_ITEM) {
      throw new IllegalArgumentException("'" + n + "' is no length of a field");
    }
    return n.asInt();
  }
}
