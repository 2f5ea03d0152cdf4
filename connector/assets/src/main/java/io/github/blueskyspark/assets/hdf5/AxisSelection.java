package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.hdf5.format.Selection;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements chosen along one axis: {@code count} blocks of {@code block} elements, {@code stride}
 * apart. Element {@code k} of the choice is at {@code start + k / block * stride + k % block}.
 */
record AxisSelection(long start, long stride, long count, long block) {
  /** Stands for no end; small enough to be multiplied by nothing and added to anything. */
  static final long ENDLESS = Long.MAX_VALUE / 4;

  private static final int MAX_STRETCHES = 1 << 20;

  /**
   * Elements that a region takes of a choice, in steps on all three sides.
   *
   * @param out first place in the region, and the distance of neighbours there
   * @param in first place in the source, and the distance of neighbours there
   */
  record Stretch(long out, long outStep, long in, long inStep, long count) {}

  /** Progression of places in a region and in a choice. */
  private record Common(long j, long jStep, long k, long kStep, long count) {}

  /** The axes of a selection; {@code shape} stands where it takes all. */
  static AxisSelection[] of(Selection selection, long[] shape) {
    boolean all = selection.kind() == Selection.Kind.ALL;
    int rank = all ? shape.length : selection.start().length;
    AxisSelection[] axes = new AxisSelection[rank];
    for (int a = 0; a < rank; a++) {
      axes[a] =
          all
              ? new AxisSelection(0, 1, 1, shape[a])
              : new AxisSelection(
                  selection.start()[a],
                  selection.stride()[a],
                  selection.count()[a] < 0 ? ENDLESS : selection.count()[a],
                  selection.block()[a] < 0 ? ENDLESS : selection.block()[a]);
    }
    return axes;
  }

  /** One block of this choice. */
  AxisSelection only(long number) {
    long at = Math.addExact(start, Math.multiplyExact(number, stride));
    return new AxisSelection(at, 1, 1, block);
  }

  /** Elements chosen, {@link #ENDLESS} at most. */
  long size() {
    return block == 0 || count <= ENDLESS / block ? Math.min(ENDLESS, count * block) : ENDLESS;
  }

  private boolean isOneProgression() {
    return count <= 1 || block == 1 || block == stride;
  }

  private long place(long k) {
    return start + k / block * stride + k % block;
  }

  private long progressionStep() {
    return count > 1 && block == 1 ? stride : 1;
  }

  /** Elements within the first {@code extent} places of the axis. */
  long sizeWithin(long extent) {
    if (extent <= start || block == 0) {
      return 0;
    }
    long room = extent - start;
    long whole = Math.min(count, count <= 1 ? 0 : room / stride);
    long rest = whole < count ? Math.min(block, room - whole * stride) : 0;
    long n = count <= 1 ? 0 : whole * Math.min(block, stride);
    return Math.min(n + Math.max(0, rest), size());
  }

  /** Length that an axis must have for the first {@code n} elements of the choice. */
  long extentFor(long n) {
    return n == 0 ? 0 : place(n - 1) + 1;
  }

  /**
   * What a region takes of this choice, and where that lies in the source.
   *
   * @param from first place of the region
   * @param step of the region
   * @param n places of the region
   */
  List<Stretch> stretches(long from, long step, long n, AxisSelection source) {
    List<Stretch> found = new ArrayList<>();
    long last = from + (n - 1) * step;
    long first = 0;
    long end = 1;
    if (!isOneProgression()) {
      first = Math.max(0, (from - start) / stride);
      end = last < start ? 0 : Math.min(count, (last - start) / stride + 1);
    }
    for (long c = first; c < end; c++) {
      boolean whole = isOneProgression();
      long a = whole ? start : start + c * stride;
      long elements = whole ? size() : block;
      Common common = common(a, whole ? progressionStep() : 1, elements, from, step, n);
      if (common.count > 0) {
        split(common, whole ? 0 : c * block, source, found);
      }
    }
    return found;
  }

  private static void split(Common common, long k0, AxisSelection source, List<Stretch> found) {
    long j = common.j;
    long k = k0 + common.k;
    long left = Math.min(common.count, endOf(source, k, common.kStep));
    while (left > 0) {
      if (found.size() >= MAX_STRETCHES) {
        throw new ArithmeticException("more than " + MAX_STRETCHES + " pieces of a selection");
      }
      boolean one = source.isOneProgression();
      long end = one ? ENDLESS : (k / source.block + 1) * source.block;
      long count = Math.min(left, (end - k + common.kStep - 1) / common.kStep);
      long step = common.kStep * (one ? source.progressionStep() : 1);
      found.add(new Stretch(j, common.jStep, source.place(k), step, count));
      j += count * common.jStep;
      k += count * common.kStep;
      left -= count;
    }
  }

  private static long endOf(AxisSelection source, long k, long step) {
    long size = source.size();
    return k >= size ? 0 : (size - 1 - k) / step + 1;
  }

  // All (j, k) with from + j * step == a + k * b.
  private static Common common(long a, long b, long elements, long from, long step, long n) {
    long j;
    long jStep;
    long kStep;
    if (b == 1) {
      j = Math.max(0, Math.floorDiv(a - from + step - 1, step));
      jStep = 1;
      kStep = step;
    } else {
      long gcd = BigInteger.valueOf(b).gcd(BigInteger.valueOf(step)).longValue();
      if (Math.floorMod(a - from, gcd) != 0) {
        return new Common(0, 1, 0, 1, 0);
      }
      jStep = b / gcd;
      kStep = step / gcd;
      BigInteger modulus = BigInteger.valueOf(jStep);
      BigInteger difference = BigInteger.valueOf((a - from) / gcd);
      BigInteger inverse =
          jStep == 1 ? BigInteger.ZERO : BigInteger.valueOf(kStep).modInverse(modulus);
      j = difference.multiply(inverse).mod(modulus).longValue();
      long behind = a - (from + j * step);
      if (behind > 0) {
        long period = jStep * step;
        j += (behind + period - 1) / period * jStep;
      }
    }
    long k = (from + j * step - a) / b;
    if (j >= n || k >= elements) {
      return new Common(0, 1, 0, 1, 0);
    }
    long count = Math.min((n - 1 - j) / jStep, (elements - 1 - k) / kStep) + 1;
    return new Common(j, jStep, k, kStep, count);
  }
}
