package io.github.blueskyspark.arrays;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.DType.Kind;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and writes numpy's spellings of dtypes: {@code dtype.str} and NPY descr literals. */
public final class DTypes {
  private static final Pattern PLAIN = Pattern.compile("\\s*([<>|=]?)([biufcSaUV?])(\\d{0,9})\\s*");

  private DTypes() {}

  /**
   * Parses a plain dtype such as {@code <u2}.
   *
   * @return empty when the text is none that has fixed bytes (object and datetime dtypes among
   *     them)
   */
  public static Optional<DType> parse(String text) {
    Matcher m = PLAIN.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    char code = m.group(2).charAt(0);
    int size = m.group(3).isEmpty() ? 1 : Integer.parseInt(m.group(3));
    ByteOrder order = m.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return switch (code) {
      case '?' -> Optional.of(DType.of(Kind.BOOL, 1, order));
      case 'b' -> size == 1 ? Optional.of(DType.of(Kind.BOOL, 1, order)) : Optional.empty();
      case 'i' -> sized(Kind.SIGNED, size, order, 1, 2, 4, 8);
      case 'u' -> sized(Kind.UNSIGNED, size, order, 1, 2, 4, 8);
      case 'f' -> sized(Kind.FLOAT, size, order, 2, 4, 8);
      case 'c' -> sized(Kind.COMPLEX, size, order, 8, 16);
      case 'U' -> Optional.of(DType.of(Kind.UNICODE, Math.multiplyExact(size, 4), order));
      case 'V' -> Optional.of(DType.of(Kind.VOID, size, order));
      default -> Optional.of(DType.of(Kind.BYTES, size, order));
    };
  }

  private static Optional<DType> sized(Kind kind, int size, ByteOrder order, int... allowed) {
    for (int a : allowed) {
      if (a == size) {
        return Optional.of(DType.of(kind, size, order));
      }
    }
    return Optional.empty();
  }

  /**
   * Parses the JSON form that event-model documents use: a string, or a list of fields {@code
   * [name, dtype, shape?]} that may nest.
   *
   * @return empty when it is none that has fixed bytes
   */
  public static Optional<DType> parse(JsonNode node) {
    if (node.isTextual()) {
      return parse(node.asText());
    }
    if (!node.isArray() || node.isEmpty()) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    int offset = 0;
    for (JsonNode field : node) {
      if (!field.isArray() || field.size() < 2) {
        return Optional.empty();
      }
      Optional<DType> type = parse(field.get(1));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      Field made = new Field(field.get(0).asText(), type.get(), shape(field), offset);
      fields.add(made);
      offset = Math.addExact(offset, Math.multiplyExact(made.count(), type.get().itemSize()));
    }
    return Optional.of(DType.struct(fields, offset));
  }

  private static List<Integer> shape(JsonNode field) {
    List<Integer> shape = new ArrayList<>();
    if (field.size() > 2) {
      JsonNode said = field.get(2);
      if (said.isArray()) {
        said.forEach(n -> shape.add(n.asInt()));
      } else {
        shape.add(said.asInt());
      }
    }
    return shape;
  }

  static String format(DType type) {
    if (type.isStruct()) {
      return descr(type);
    }
    if (!type.time().isEmpty()) {
      return mark(type) + type.time();
    }
    String order =
        switch (type.kind()) {
          case BOOL, BYTES, VOID, OBJECT -> "|";
          case SIGNED, UNSIGNED, FLOAT -> type.itemSize() == 1 ? "|" : mark(type);
          case COMPLEX, UNICODE -> mark(type);
        };
    int size = type.kind() == Kind.UNICODE ? type.itemSize() / 4 : type.itemSize();
    return order + type.kind().code() + (type.kind() == Kind.OBJECT ? "" : size);
  }

  private static String mark(DType type) {
    return type.order() == ByteOrder.BIG_ENDIAN ? ">" : "<";
  }

  private static String descr(DType type) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (Field f : type.fields()) {
      if (f.offset() > at) {
        parts.add("('', '|V" + (f.offset() - at) + "')");
      }
      parts.add("(" + quoted(f.name()) + ", " + inner(f.type()) + shapeText(f) + ")");
      at = f.offset() + f.count() * f.type().itemSize();
    }
    if (type.itemSize() > at) {
      parts.add("('', '|V" + (type.itemSize() - at) + "')");
    }
    return "[" + String.join(", ", parts) + "]";
  }

  private static String inner(DType type) {
    return type.isStruct() ? descr(type) : "'" + format(type) + "'";
  }

  private static String shapeText(Field f) {
    if (f.shape().isEmpty()) {
      return "";
    }
    String dims = f.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return ", (" + dims + (f.shape().size() == 1 ? ",)" : ")");
  }

  private static String quoted(String name) {
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
