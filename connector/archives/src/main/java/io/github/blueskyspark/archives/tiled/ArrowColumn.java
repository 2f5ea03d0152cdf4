package io.github.blueskyspark.archives.tiled;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One column of a record batch, as views of its buffers. */
final class ArrowColumn {
  private final ArrowField field;
  private final List<ByteBuffer> buffers;
  private final List<ArrowColumn> children;

  /** Items of a list at the most: none takes less than a bit. */
  private final long most;

  private ArrowColumn(
      ArrowField field, List<ByteBuffer> buffers, List<ArrowColumn> children, long most) {
    this.most = most;
    this.field = field;
    this.buffers = List.copyOf(buffers);
    this.children = List.copyOf(children);
  }

  /** The columns of a batch. */
  static List<ArrowColumn> of(List<ArrowField> fields, FlatTable batch, ByteBuffer body) {
    if (batch.field(3) != 0) {
      throw new IllegalArgumentException("compressed Arrow buffers");
    }
    int[] next = {0};
    List<ArrowColumn> columns = new ArrayList<>();
    for (ArrowField field : fields) {
      columns.add(of(field, batch, body, next));
    }
    return columns;
  }

  private static ArrowColumn of(ArrowField field, FlatTable batch, ByteBuffer body, int[] next) {
    List<ByteBuffer> own = new ArrayList<>();
    int vector = batch.vector(2);
    for (int i = 0; i < field.buffers(); i++) {
      if (next[0] >= batch.length(2)) {
        throw new IllegalArgumentException("too few buffers");
      }
      int slot = vector + 16 * next[0]++;
      int offset = Math.toIntExact(batch.bytes().getLong(slot));
      int length = Math.toIntExact(batch.bytes().getLong(slot + 8));
      own.add(body.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN));
    }
    List<ArrowColumn> children = new ArrayList<>();
    for (ArrowField child : field.children()) {
      children.add(of(child, batch, body, next));
    }
    return new ArrowColumn(field, own, children, 8L * body.capacity());
  }

  /** A value; null where there is none. */
  Object value(int row) {
    if (field.kind() == ArrowField.NULL || !isValid(row)) {
      return null;
    }
    return switch (field.kind()) {
      case ArrowField.BOOL -> isSet(buffers.get(1), row);
      case ArrowField.INT -> integer(row);
      case ArrowField.FLOAT -> floating(row);
      case ArrowField.UTF8, ArrowField.LARGE_UTF8 ->
          new String(octets(row), StandardCharsets.UTF_8);
      case ArrowField.BINARY, ArrowField.LARGE_BINARY -> octets(row);
      case ArrowField.LIST, ArrowField.LARGE_LIST -> list(offset(row), offset(row + 1));
      case ArrowField.FIXED_LIST -> list((long) row * field.size(), (row + 1L) * field.size());
      default -> throw new IllegalArgumentException("an Arrow type that no table of Tiled has");
    };
  }

  private boolean isValid(int row) {
    ByteBuffer validity = buffers.get(0);
    return validity.capacity() == 0 || isSet(validity, row);
  }

  private static boolean isSet(ByteBuffer bits, int at) {
    return ((bits.get(at >> 3) >> (at & 7)) & 1) == 1;
  }

  private Object integer(int row) {
    ByteBuffer values = buffers.get(1);
    boolean signed = field.signed();
    return switch (field.bits()) {
      case 8 -> (long) (signed ? values.get(row) : values.get(row) & 0xFF);
      case 16 -> (long) (signed ? values.getShort(2 * row) : values.getShort(2 * row) & 0xFFFF);
      case 32 -> signed ? values.getInt(4 * row) : values.getInt(4 * row) & 0xFFFF_FFFFL;
      default -> wide(values.getLong(8 * row), signed);
    };
  }

  private static Object wide(long value, boolean signed) {
    return signed || value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
  }

  private Object floating(int row) {
    ByteBuffer values = buffers.get(1);
    return switch (field.bits()) {
      case 32 -> (double) values.getFloat(4 * row);
      case 64 -> values.getDouble(8 * row);
      default -> throw new IllegalArgumentException("half floats");
    };
  }

  private long offset(int row) {
    boolean isLarge = field.kind() >= ArrowField.LARGE_BINARY;
    return isLarge ? buffers.get(1).getLong(8 * row) : buffers.get(1).getInt(4 * row);
  }

  private byte[] octets(int row) {
    int from = Math.toIntExact(offset(row));
    ByteBuffer text = buffers.get(2).slice(from, Math.toIntExact(offset(row + 1)) - from);
    byte[] octets = new byte[text.remaining()];
    text.get(octets);
    return octets;
  }

  private List<Object> list(long from, long end) {
    if (from < 0 || end < from || end - from > most) {
      throw new IllegalArgumentException("a list from " + from + " to " + end);
    }
    List<Object> items = new ArrayList<>();
    for (long i = from; i < end; i++) {
      items.add(children.get(0).value(Math.toIntExact(i)));
    }
    return items;
  }
}
