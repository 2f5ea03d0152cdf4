package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.Cursor;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.Datatype.Member;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.GlobalHeap;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns stored elements into Java values: {@link Long}, {@link BigInteger} from 2^63 on, {@link
 * Double}, {@link Boolean}, {@link String}, {@link List} for arrays and sequences, {@link Map} for
 * compounds and complex numbers, {@code byte[]} for opaque ones; references are empty lists.
 */
final class ValueDecoder {
  private static final int MAX_DEPTH = 32;

  private final FileBytes file;
  private final GlobalHeap heap;

  ValueDecoder(FileBytes file, GlobalHeap heap) {
    this.file = file;
    this.heap = heap;
  }

  /** Elements one after the other. */
  List<Object> list(ByteBuffer bytes, int count, Datatype type) throws IOException {
    return list(bytes, 0, count, type, 0);
  }

  private List<Object> list(ByteBuffer bytes, int at, int count, Datatype type, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw file.damaged(FileBytes.UNDEFINED, "value", "it nests deeper than " + MAX_DEPTH);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(bytes, at + i * type.size(), type, depth));
    }
    return values;
  }

  private Object value(ByteBuffer bytes, int at, Datatype type, int depth) throws IOException {
    return switch (type.kind()) {
      case INTEGER, BITFIELD -> integer(bytes, at, type);
      case FLOAT -> floating(bytes, at, type);
      case STRING -> text(bytes, at, type);
      case OPAQUE, TIME -> copy(bytes, at, type.size());
      case REFERENCE -> List.of();
      case ENUM ->
          ElementType.isBool(type)
              ? (Object) (bytes.get(at) != 0)
              : value(bytes, at, type.element(), depth);
      case SEQUENCE -> sequence(bytes, at, type, depth);
      case ARRAY -> array(bytes, at, type, 0, depth);
      case COMPOUND -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Member m : type.members()) {
          fields.put(m.name(), value(bytes, at + m.offset(), m.type(), depth));
        }
        yield fields;
      }
      case COMPLEX -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("re", value(bytes, at, type.element(), depth));
        parts.put("im", value(bytes, at + type.element().size(), type.element(), depth));
        yield parts;
      }
    };
  }

  private static byte[] copy(ByteBuffer bytes, int at, int size) {
    byte[] copy = new byte[size];
    bytes.get(at, copy);
    return copy;
  }

  private static ByteBuffer one(ByteBuffer bytes, int at, Datatype type) {
    return bytes
        .slice(at, type.size())
        .order(type.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static Object integer(ByteBuffer bytes, int at, Datatype type) {
    ByteBuffer b = one(bytes, at, type);
    NumberConversion conversion = NumberConversion.of(type);
    if (!conversion.isNone()) {
      OutputBuffer target = new OutputBuffer(io.github.blueskyspark.errors.Location.of("value"));
      b = conversion.convert(b, target);
    }
    boolean signed = type.kind() == Datatype.Kind.INTEGER && type.isSigned();
    return switch (b.limit()) {
      case 1 -> (long) (signed ? b.get(0) : b.get(0) & 0xFF);
      case 2 -> (long) (signed ? b.getShort(0) : b.getShort(0) & 0xFFFF);
      case 4 -> signed ? b.getInt(0) : b.getInt(0) & 0xFFFFFFFFL;
      case 8 -> {
        long v = b.getLong(0);
        yield signed || v >= 0 ? (Object) v : new BigInteger(Long.toUnsignedString(v));
      }
      default -> copy(bytes, at, type.size());
    };
  }

  private static Object floating(ByteBuffer bytes, int at, Datatype type) {
    ByteBuffer b = one(bytes, at, type);
    NumberConversion conversion = NumberConversion.of(type);
    if (!conversion.isNone()) {
      OutputBuffer target = new OutputBuffer(io.github.blueskyspark.errors.Location.of("value"));
      b = conversion.convert(b, target);
    }
    return switch (b.limit()) {
      case 2 -> HalfFloat.value(b.getShort(0));
      case 4 -> (double) b.getFloat(0);
      case 8 -> b.getDouble(0);
      default -> copy(bytes, at, type.size());
    };
  }

  private static String text(ByteBuffer bytes, int at, Datatype type) {
    byte[] raw = copy(bytes, at, type.size());
    int n = 0;
    while (n < raw.length && raw[n] != 0) {
      n++;
    }
    while (type.isSpacePadded() && n > 0 && raw[n - 1] == ' ') {
      n--;
    }
    return new String(raw, 0, n, StandardCharsets.UTF_8);
  }

  // On disk: number of elements, then collection and index in the global heap.
  private Object sequence(ByteBuffer bytes, int at, Datatype type, int depth) throws IOException {
    ByteBuffer b = bytes.slice(at, type.size()).order(ByteOrder.LITTLE_ENDIAN);
    int offsetSize = file.offsetSize();
    if (type.size() < 8 + offsetSize) {
      throw file.damaged(FileBytes.UNDEFINED, "value", "a sequence of " + type.size() + " bytes");
    }
    long count = b.getInt(0) & 0xFFFFFFFFL;
    long address = 0;
    for (int i = offsetSize - 1; i >= 0; i--) {
      address = address << 8 | (b.get(4 + i) & 0xFF);
    }
    long index = b.getInt(4 + offsetSize) & 0xFFFFFFFFL;
    boolean isText = type.isText();
    if (count == 0 || address == 0 || index == 0) {
      return isText ? "" : List.of();
    }
    Cursor object = heap.object(address, index);
    if (isText) {
      return object.text(count);
    }
    Datatype element = type.element();
    byte[] data = object.bytes(Math.multiplyExact(count, (long) element.size()));
    return list(ByteBuffer.wrap(data), 0, Math.toIntExact(count), element, depth + 1);
  }

  private List<Object> array(ByteBuffer bytes, int at, Datatype type, int axis, int depth)
      throws IOException {
    List<Integer> dims = type.dims();
    Datatype element = type.element();
    if (axis >= dims.size() - 1) {
      int n = dims.isEmpty() ? 1 : dims.get(axis);
      return list(bytes, at, n, element, depth + 1);
    }
    int stride = element.size();
    for (int d : dims.subList(axis + 1, dims.size())) {
      stride *= d;
    }
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < dims.get(axis); i++) {
      rows.add(array(bytes, at + i * stride, type, axis + 1, depth));
    }
    return rows;
  }

  /** Nests a flat list by a shape of at least one axis. */
  static List<Object> nest(List<Object> flat, long[] shape) {
    List<Object> level = flat;
    for (int a = shape.length - 1; a > 0; a--) {
      int n = (int) shape[a];
      List<Object> outer = new ArrayList<>();
      for (int i = 0; n > 0 && i < level.size(); i += n) {
        outer.add(new ArrayList<>(level.subList(i, i + n)));
      }
      level = outer;
    }
    return level;
  }
}
