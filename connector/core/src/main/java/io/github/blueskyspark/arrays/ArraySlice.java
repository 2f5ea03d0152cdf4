package io.github.blueskyspark.arrays;

import io.github.blueskyspark.arrays.NumpyIndex.Anchor;
import io.github.blueskyspark.arrays.NumpyIndex.Item;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Part of an array in memory, taken with numpy's basic indexing. */
public final class ArraySlice {
  /** Elements taken of one axis: {@code start + i * step} for {@code i < count}. */
  private record Taken(long start, long step, int count) {}

  private final byte[] from;
  private final byte[] to;
  private final int item;
  private final List<Taken> taken;
  private final long[] strides;
  private int at;

  private ArraySlice(NdArray array, List<Taken> taken, byte[] to) {
    this.from = array.bytes();
    this.to = to;
    this.item = array.dtype().itemSize();
    this.taken = taken;
    this.strides = new long[array.rank()];
    long stride = item;
    for (int a = array.rank() - 1; a >= 0; a--) {
      strides[a] = stride;
      stride *= array.length(a);
    }
  }

  /**
   * The elements that an index takes, in a new array, little endian whatever the old one is.
   *
   * @param index for example {@code 10:20,:,::-2}; a single number leaves its axis out
   * @param where what to name in errors
   * @throws OptionException when it is no index, names more axes than there are, or an element
   *     outside
   */
  public static NdArray of(NdArray array, String index, Location where) {
    try {
      return of(array, NumpyIndex.parse(index).items(array.rank(), Anchor.LEADING));
    } catch (IllegalArgumentException e) {
      throw new OptionException(
              where,
              "use index '" + index + "'",
              String.valueOf(e.getMessage()),
              "Write for example 10:20,:,::2")
          .because(e);
    }
  }

  private static NdArray of(NdArray array, List<Item> items) {
    List<Taken> taken = new ArrayList<>();
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (int a = 0; a < items.size(); a++) {
      Item item = items.get(a);
      int axis = a;
      int length = array.length(a);
      if (item.isInteger()) {
        long element =
            item.element(length)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "index "
                                + item.start()
                                + " is outside axis "
                                + axis
                                + " of "
                                + length
                                + " elements"));
        taken.add(new Taken(element, 1, 1));
      } else {
        long[] bounds = item.on(length);
        taken.add(new Taken(bounds[0], item.step(), (int) bounds[1]));
        shape.add((int) bounds[1]);
        size *= bounds[1];
      }
    }
    byte[] out = new byte[(int) size * array.dtype().itemSize()];
    if (size > 0) {
      new ArraySlice(array, taken, out).copy(0, 0);
    }
    DType dtype = array.dtype();
    byte[] little =
        LittleEndian.needsSwap(dtype) ? LittleEndian.bytes(dtype, ByteBuffer.wrap(out)) : out;
    int[] axes = shape.stream().mapToInt(Integer::intValue).toArray();
    return NdArray.of(dtype.littleEndian(), axes, little);
  }

  /** Copies element by element, or whole rows where they are adjacent. */
  private void copy(int axis, long offset) {
    if (axis == taken.size()) {
      put(offset, item);
      return;
    }
    Taken t = taken.get(axis);
    boolean isLast = axis == taken.size() - 1;
    if (isLast && t.step == 1) {
      put(offset + t.start * item, t.count * item);
      return;
    }
    for (int i = 0; i < t.count; i++) {
      copy(axis + 1, offset + (t.start + i * t.step) * strides[axis]);
    }
  }

  private void put(long offset, int length) {
    System.arraycopy(from, (int) offset, to, at, length);
    at += length;
  }
}
