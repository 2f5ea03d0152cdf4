package io.github.blueskyspark.assets;

import java.nio.ByteBuffer;

/** Copies or fills a box of elements between two row-major arrays of bytes. */
public final class BoxCopy {
  /**
   * A box in an array that a buffer holds.
   *
   * @param dims of the array
   * @param start first element of the box on each axis
   */
  public record Box(long[] dims, long[] start) {}

  private final ByteBuffer from;
  private final ByteBuffer to;
  private final int axes;
  private final int run;
  private final long[] count;
  private final long[] fromStride;
  private final long[] toStride;

  private BoxCopy(
      ByteBuffer from, Box source, ByteBuffer to, Box target, long[] count, long[] step, int size) {
    this(from, source, to, target, count, new long[][] {step, ones(step.length)}, size);
  }

  private BoxCopy(
      ByteBuffer from,
      Box source,
      ByteBuffer to,
      Box target,
      long[] count,
      long[][] steps,
      int size) {
    this.from = from;
    this.to = to;
    this.count = count;
    int rank = count.length;
    fromStride = new long[rank];
    toStride = new long[rank];
    long fromBytes = size;
    long toBytes = size;
    for (int a = rank - 1; a >= 0; a--) {
      fromStride[a] = fromBytes * steps[0][a];
      toStride[a] = toBytes * steps[1][a];
      fromBytes = Math.multiplyExact(fromBytes, source.dims[a]);
      toBytes = Math.multiplyExact(toBytes, target.dims[a]);
    }
    // Inner axes without gaps on both sides are one run of bytes.
    int last = rank;
    long bytes = size;
    while (last > 0 && fromStride[last - 1] == bytes && toStride[last - 1] == bytes) {
      bytes *= count[last - 1];
      last--;
    }
    axes = last;
    run = Math.toIntExact(bytes);
  }

  private static long[] ones(int n) {
    long[] ones = new long[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Spreads a dense array over a box with steps.
   *
   * @param source shape of the array in {@code from}, which is copied whole
   * @param step distance of neighbours in the target
   * @param size bytes an element
   */
  public static void spread(
      ByteBuffer from, long[] source, ByteBuffer to, Box target, long[] step, int size) {
    int rank = source.length;
    long[][] steps = {ones(rank), step};
    Box whole = new Box(source, new long[rank]);
    BoxCopy copy = new BoxCopy(from, whole, to, target, source, steps, size);
    copy.axis(0, 0, offset(target, size));
  }

  /**
   * Copies.
   *
   * @param count elements of the box on each axis
   * @param step distance of neighbours in the source
   * @param size bytes an element
   */
  public static void copy(
      ByteBuffer from, Box source, ByteBuffer to, Box target, long[] count, long[] step, int size) {
    for (long c : count) {
      if (c == 0) {
        return;
      }
    }
    BoxCopy copy = new BoxCopy(from, source, to, target, count, step, size);
    copy.axis(0, offset(source, size), offset(target, size));
  }

  private static long offset(Box box, int size) {
    long at = 0;
    for (int a = 0; a < box.dims.length; a++) {
      at = Math.addExact(Math.multiplyExact(at, box.dims[a]), box.start[a]);
    }
    return Math.multiplyExact(at, (long) size);
  }

  private void axis(int axis, long at, long into) {
    if (axis == axes) {
      to.put((int) into, from, (int) at, run);
    } else if (axis == axes - 1) {
      inner(axis, (int) at, (int) into);
    } else {
      for (long i = 0; i < count[axis]; i++) {
        axis(axis + 1, at + i * fromStride[axis], into + i * toStride[axis]);
      }
    }
  }

  private void inner(int axis, int start, int target) {
    int n = (int) count[axis];
    int f = (int) fromStride[axis];
    int t = (int) toStride[axis];
    int at = start;
    int into = target;
    switch (run) {
      case 1 -> {
        for (int i = 0; i < n; i++, at += f, into += t) {
          to.put(into, from.get(at));
        }
      }
      case 2 -> {
        ByteBuffer source = from.duplicate().order(to.order());
        for (int i = 0; i < n; i++, at += f, into += t) {
          to.putShort(into, source.getShort(at));
        }
      }
      case 4 -> {
        ByteBuffer source = from.duplicate().order(to.order());
        for (int i = 0; i < n; i++, at += f, into += t) {
          to.putInt(into, source.getInt(at));
        }
      }
      case 8 -> {
        ByteBuffer source = from.duplicate().order(to.order());
        for (int i = 0; i < n; i++, at += f, into += t) {
          to.putLong(into, source.getLong(at));
        }
      }
      default -> {
        for (int i = 0; i < n; i++, at += f, into += t) {
          to.put(into, from, at, run);
        }
      }
    }
  }

  /**
   * Writes one element again and again.
   *
   * @param element its bytes; empty for zeros
   */
  public static void fill(ByteBuffer to, Box target, long[] count, byte[] element, int size) {
    ByteBuffer one = ByteBuffer.wrap(element.length == 0 ? new byte[size] : element);
    int rank = count.length;
    // A source whose every axis stands still: strides of 0.
    copy(one, new Box(ones(rank), new long[rank]), to, target, count, new long[rank], size);
  }

  /** Fills a whole buffer. */
  public static void fill(ByteBuffer to, byte[] element) {
    int n = to.limit();
    if (element.length == 0) {
      java.util.Arrays.fill(to.array(), to.arrayOffset(), to.arrayOffset() + n, (byte) 0);
      return;
    }
    int done = Math.min(n, element.length);
    to.put(0, element, 0, done);
    while (done < n) {
      int more = Math.min(done, n - done);
      to.put(done, to, 0, more);
      done += more;
    }
  }
}
