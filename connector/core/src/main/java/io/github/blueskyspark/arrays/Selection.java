package io.github.blueskyspark.arrays;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is taken of a stored array, as a chain of numpy indices leaves it: a view that knows which
 * region to read and how to turn the bytes round afterwards. Immutable.
 *
 * <p>A step below 0 is read forwards and turned by {@link #turn}. Axes that an integer or a squeeze
 * took away are still axes of {@link #region()}, with one element.
 */
public final class Selection {
  /** One axis of the stored array: {@code start + j * step}, {@code 0 <= j < count}. */
  private record Axis(long start, long count, long step, boolean isDropped) {
    Axis dropped() {
      return new Axis(start, count, step, true);
    }

    Axis part(long from, long number, long every) {
      return new Axis(start + from * step, number, step * every, isDropped);
    }
  }

  private final List<Axis> axes;

  private Selection(List<Axis> axes) {
    this.axes = List.copyOf(axes);
  }

  /** The whole array. */
  public static Selection all(long[] shape) {
    return new Selection(Arrays.stream(shape).mapToObj(n -> new Axis(0, n, 1, false)).toList());
  }

  /**
   * An index applied to what is taken so far.
   *
   * @throws IllegalArgumentException with the reason when it does not fit the shape
   */
  public Selection index(NumpyIndex index, NumpyIndex.Anchor anchor) {
    List<NumpyIndex.Item> items = index.items(shape().length, anchor);
    List<Axis> made = new ArrayList<>(axes);
    for (int kept = 0; kept < items.size(); kept++) {
      int at = stored(kept);
      made.set(at, apply(axes.get(at), items.get(kept), kept));
    }
    return new Selection(made);
  }

  private static Axis apply(Axis axis, NumpyIndex.Item item, int number) {
    if (item.isInteger()) {
      OptionalLong element = item.element(axis.count());
      if (element.isEmpty()) {
        throw new IllegalArgumentException(
            "index " + item.start() + " is outside axis " + number + ", which has " + axis.count());
      }
      return axis.part(element.getAsLong(), 1, 1).dropped();
    }
    long[] range = item.on(axis.count());
    // A step longer than the axis takes one element; its size then plays no part and must not
    // overflow.
    return axis.part(range[0], range[1], range[1] <= 1 ? 1 : item.step());
  }

  /** Without the axes of length 1. */
  public Selection squeeze() {
    return new Selection(axes.stream().map(a -> a.count() == 1 ? a.dropped() : a).toList());
  }

  /** A range of one axis of {@link #shape()}; it must be inside. */
  public Selection range(int axis, long from, long count) {
    int at = stored(axis);
    if (from < 0 || count < 0 || from + count > axes.get(at).count()) {
      throw new IllegalArgumentException(
          "[" + from + ", " + (from + count) + ") is outside axis " + axis + "; please report");
    }
    List<Axis> made = new ArrayList<>(axes);
    made.set(at, axes.get(at).part(from, count, 1));
    return new Selection(made);
  }

  /** One element of one axis of {@link #shape()}, which is taken away. */
  public Selection pick(int axis, long element) {
    Selection one = range(axis, element, 1);
    List<Axis> made = new ArrayList<>(one.axes);
    made.set(stored(axis), made.get(stored(axis)).dropped());
    return new Selection(made);
  }

  private int stored(int keptAxis) {
    int seen = -1;
    for (int at = 0; at < axes.size(); at++) {
      seen += axes.get(at).isDropped() ? 0 : 1;
      if (seen == keptAxis) {
        return at;
      }
    }
    throw new IllegalArgumentException(
        "no axis " + keptAxis + " in " + Arrays.toString(shape()) + "; please report");
  }

  /** Shape of what is taken. */
  public long[] shape() {
    return axes.stream().filter(a -> !a.isDropped()).mapToLong(Axis::count).toArray();
  }

  /** Elements in all; throws {@link ArithmeticException} beyond 2^63. */
  public long size() {
    return axes.stream().mapToLong(Axis::count).reduce(1, Math::multiplyExact);
  }

  /** What to read of the stored array. */
  public Region region() {
    long[] start = new long[axes.size()];
    long[] count = new long[axes.size()];
    long[] step = new long[axes.size()];
    for (int i = 0; i < start.length; i++) {
      Axis a = axes.get(i);
      count[i] = a.count();
      step[i] = Math.abs(a.step());
      // nothing at all is taken from the beginning, wherever an index put it
      long last = a.start() + (a.count() - 1) * a.step();
      start[i] = a.count() == 0 ? 0 : Math.min(a.start(), last);
    }
    return Region.stepped(start, count, step);
  }

  /** Whether {@link #turn} changes anything. */
  public boolean isTurned() {
    return axes.stream().anyMatch(Selection::isTurned);
  }

  private static boolean isTurned(Axis a) {
    return a.step() < 0 && a.count() > 1;
  }

  /**
   * Puts the elements of {@link #region()} into the order of this selection.
   *
   * @param data position to limit, C order
   * @param itemSize bytes an element
   * @return {@code data} itself where no step is below 0, else a copy in the same byte order
   */
  public ByteBuffer turn(ByteBuffer data, int itemSize) {
    if (!isTurned() || !data.hasRemaining()) {
      return data;
    }
    ByteBuffer turned = ByteBuffer.allocate(data.remaining()).order(data.order());
    turn(data.slice(), turned, 0, 0, data.remaining(), itemSize);
    return turned.flip();
  }

  /** Copies the block of one element of the axes before {@code axis}. */
  private void turn(ByteBuffer from, ByteBuffer to, int axis, int at, int length, int itemSize) {
    if (axis == axes.size()
        || axes.subList(axis, axes.size()).stream().noneMatch(Selection::isTurned)) {
      to.put(from.slice(at, length));
      return;
    }
    int count = (int) axes.get(axis).count();
    int block = length / count;
    for (int i = 0; i < count; i++) {
      int source = isTurned(axes.get(axis)) ? count - 1 - i : i;
      turn(from, to, axis + 1, at + source * block, block, itemSize);
    }
  }
}
