package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.hdf5.format.Selection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a mapping whose two selections have different shapes: both are walked in row-major order,
 * run by run along the last axis, and the n-th element of one is the n-th of the other.
 */
final class VirtualRuns {
  private static final int MAX_RUNS = 1 << 20;

  /** Adjacent elements: the first one, and how many along the last axis. */
  private record Run(long[] at, long length) {}

  private final VirtualSources.Source source;
  private final long[] shape;
  private final int size;
  private final Region region;
  private final ByteBuffer target;

  /**
   * @param shape of the virtual dataset
   * @param size bytes an element
   * @param region that {@code target} holds
   */
  VirtualRuns(
      VirtualSources.Source source, long[] shape, int size, Region region, ByteBuffer target) {
    this.source = source;
    this.shape = shape;
    this.size = size;
    this.region = region;
    this.target = target;
  }

  void copy(Selection into, Selection from) throws IOException {
    List<Run> targets = runs(into, shape);
    List<Run> sources = runs(from, source.shape());
    int t = 0;
    int s = 0;
    long inTarget = 0;
    long inSource = 0;
    while (t < targets.size() && s < sources.size()) {
      Run to = targets.get(t);
      Run of = sources.get(s);
      long n = Math.min(to.length - inTarget, of.length - inSource);
      part(to, inTarget, of, inSource, n);
      inTarget += n;
      inSource += n;
      if (inTarget == to.length) {
        t++;
        inTarget = 0;
      }
      if (inSource == of.length) {
        s++;
        inSource = 0;
      }
    }
  }

  private static List<Run> runs(Selection selection, long[] shape) {
    List<Run> runs = new ArrayList<>();
    if (selection.kind() == Selection.Kind.BOXES) {
      // Blocks of an irregular hyperslab come in row-major order when each is a run; others are
      // merged by rows.
      for (long[][] box : selection.boxes()) {
        AxisSelection[] axes = new AxisSelection[box[0].length];
        for (int a = 0; a < axes.length; a++) {
          axes[a] = new AxisSelection(box[0][a], 1, 1, box[1][a]);
        }
        collect(axes, 0, new long[axes.length], runs);
      }
      boolean points = selection.boxes().stream().allMatch(b -> isPoint(b[1]));
      if (!points) {
        runs.sort((a, b) -> java.util.Arrays.compare(a.at, b.at));
      }
      return runs;
    }
    AxisSelection[] axes = AxisSelection.of(selection, shape);
    int u = selection.unlimitedAxis();
    if (u >= 0) {
      axes[u] = new AxisSelection(axes[u].start(), 1, 1, axes[u].sizeWithin(shape[u]));
    }
    collect(axes, 0, new long[axes.length], runs);
    return runs;
  }

  private static boolean isPoint(long[] count) {
    for (long c : count) {
      if (c != 1) {
        return false;
      }
    }
    return true;
  }

  private static void collect(AxisSelection[] axes, int axis, long[] at, List<Run> runs) {
    AxisSelection a = axes[axis];
    boolean last = axis == axes.length - 1;
    for (long c = 0; c < a.count(); c++) {
      long start = a.start() + c * a.stride();
      for (long b = 0; b < (last ? 1 : a.block()); b++) {
        at[axis] = start + b;
        if (!last) {
          collect(axes, axis + 1, at, runs);
        } else if (a.block() > 0) {
          if (runs.size() >= MAX_RUNS) {
            throw new ArithmeticException("a selection of more than " + MAX_RUNS + " runs");
          }
          runs.add(new Run(at.clone(), a.block()));
        }
      }
    }
  }

  private void part(Run to, long skipTarget, Run of, long skipSource, long n) throws IOException {
    int rank = shape.length;
    long offset = 0;
    for (int a = 0; a < rank - 1; a++) {
      long distance = to.at[a] - region.start(a);
      if (distance < 0
          || distance % region.step(a) != 0
          || distance / region.step(a) >= region.count(a)) {
        return;
      }
      offset = (offset + distance / region.step(a)) * region.count(a + 1);
    }
    int last = rank - 1;
    long first = to.at[last] + skipTarget;
    long step = region.step(last);
    long j = Math.max(0, Math.floorDiv(first - region.start(last) + step - 1, step));
    long end = Math.min(n, source.shape()[of.at.length - 1] - of.at[of.at.length - 1] - skipSource);
    long k = region.start(last) + j * step - first;
    if (j >= region.count(last) || k >= end) {
      return;
    }
    long count = Math.min(region.count(last) - 1 - j, (end - 1 - k) / step) + 1;
    long[] start = of.at.clone();
    long[] counts = new long[start.length];
    long[] steps = new long[start.length];
    java.util.Arrays.fill(counts, 1);
    java.util.Arrays.fill(steps, 1);
    start[start.length - 1] += skipSource + k;
    counts[start.length - 1] = count;
    steps[start.length - 1] = step;
    for (int a = 0; a < start.length; a++) {
      if (start[a] >= source.shape()[a]) {
        return;
      }
    }
    ByteBuffer bytes = source.read(Region.stepped(start, counts, steps));
    target.put((int) ((offset + j) * size), bytes, 0, (int) (count * size));
  }
}
