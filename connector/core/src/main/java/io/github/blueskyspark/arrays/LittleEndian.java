package io.github.blueskyspark.arrays;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies elements so that every number in them, also inside structs, is little endian. */
public final class LittleEndian {
  private LittleEndian() {}

  /** The elements from position to limit in a new array; {@code from} is not changed. */
  public static byte[] bytes(DType dtype, ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    copy(dtype, from, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /**
   * Copies all whole elements.
   *
   * @param from position to limit, in the byte order of the dtype; not changed
   * @param to filled from its position on; its position moves behind them
   */
  public static void copy(DType dtype, ByteBuffer from, ByteBuffer to) {
    if (from.remaining() > to.remaining()) {
      throw new IllegalArgumentException(
          from.remaining() + " bytes do not fit into " + to.remaining() + "; please report");
    }
    ByteBuffer source = from.slice();
    ByteBuffer target = to.slice().order(ByteOrder.LITTLE_ENDIAN).limit(source.remaining());
    to.position(to.position() + source.remaining());
    if (!needsSwap(dtype)) {
      target.put(source);
    } else if (dtype.isStruct()) {
      target.put(source.duplicate());
      for (int at = 0; at + dtype.itemSize() <= source.limit(); at += dtype.itemSize()) {
        swapFields(dtype, target, at);
      }
    } else {
      swap(dtype.swapUnit(), source.order(ByteOrder.BIG_ENDIAN), target);
    }
  }

  /** Whether any number in an element is big endian. */
  public static boolean needsSwap(DType dtype) {
    return dtype.isStruct()
        ? dtype.fields().stream().anyMatch(f -> needsSwap(f.type()))
        : dtype.order() == ByteOrder.BIG_ENDIAN && dtype.swapUnit() > 1;
  }

  private static void swap(int unit, ByteBuffer source, ByteBuffer target) {
    switch (unit) {
      case 2 -> target.asShortBuffer().put(source.asShortBuffer());
      case 4 -> target.asIntBuffer().put(source.asIntBuffer());
      default -> target.asLongBuffer().put(source.asLongBuffer());
    }
  }

  /** Turns the big-endian numbers of one struct round where they stand. */
  private static void swapFields(DType struct, ByteBuffer target, int at) {
    for (DType.Field field : struct.fields()) {
      if (needsSwap(field.type())) {
        int size = field.type().itemSize();
        for (int i = 0; i < field.count(); i++) {
          int place = at + field.offset() + i * size;
          if (field.type().isStruct()) {
            swapFields(field.type(), target, place);
          } else {
            reverse(target, place, size, field.type().swapUnit());
          }
        }
      }
    }
  }

  private static void reverse(ByteBuffer target, int at, int size, int unit) {
    for (int start = at; start < at + size; start += unit) {
      for (int i = 0; i < unit / 2; i++) {
        byte first = target.get(start + i);
        target.put(start + i, target.get(start + unit - 1 - i));
        target.put(start + unit - 1 - i, first);
      }
    }
  }
}
