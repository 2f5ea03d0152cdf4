package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads column-major arrays: what is stored is the array with its axes in reverse. */
public final class AxisOrder {
  private AxisOrder() {}

  /**
   * A region in C order of an array whose first axis runs fastest.
   *
   * @param stored the bytes as an array with the axes in reverse
   * @param region in the array's own axes
   * @param size bytes an element
   * @param output where the region is put together
   */
  public static ByteBuffer reverse(Elements stored, Region region, int size, OutputBuffer output)
      throws IOException {
    int rank = region.rank();
    long[] start = new long[rank];
    long[] count = new long[rank];
    long[] step = new long[rank];
    for (int a = 0; a < rank; a++) {
      start[a] = region.start(rank - 1 - a);
      count[a] = region.count(rank - 1 - a);
      step[a] = region.step(rank - 1 - a);
    }
    ByteBuffer from = stored.read(Region.stepped(start, count, step));
    ByteBuffer to = output.of(from.remaining());
    // stride of each own axis in what was read: the first one is 1
    int[] stride = new int[rank];
    int next = size;
    for (int a = 0; a < rank; a++) {
      stride[a] = next;
      next = (int) Math.min(Integer.MAX_VALUE, (long) next * region.count(a));
    }
    if (to.hasRemaining()) {
      copy(from, to, region, stride, 0, 0, size);
    }
    return to.flip();
  }

  private static void copy(
      ByteBuffer from, ByteBuffer to, Region region, int[] stride, int axis, int at, int size) {
    int n = (int) region.count(axis);
    if (axis < stride.length - 1) {
      for (int i = 0; i < n; i++) {
        copy(from, to, region, stride, axis + 1, at + i * stride[axis], size);
      }
      return;
    }
    int place = to.position();
    for (int i = 0; i < n; i++, place += size) {
      to.put(place, from, at + i * stride[axis], size);
    }
    to.position(place);
  }
}
