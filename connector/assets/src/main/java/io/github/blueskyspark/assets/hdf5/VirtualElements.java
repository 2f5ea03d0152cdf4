package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.BoxCopy;
import io.github.blueskyspark.assets.BoxCopy.Box;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.AxisSelection.Stretch;
import io.github.blueskyspark.assets.hdf5.format.Selection;
import io.github.blueskyspark.assets.hdf5.format.VirtualMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Elements of a virtual dataset, put together from its sources; the fill value where there is none.
 *
 * <p>Where source and target choose boxes of the same shape (axes of one element aside), each
 * mapping is a region of the source. Other mappings are followed run by run.
 */
final class VirtualElements implements Elements {
  private final VirtualSources sources;
  private final List<VirtualMapping> mappings;
  private final long[] shape;
  private final int size;
  private final byte[] fill;
  private final OutputBuffer output;

  /**
   * @param shape of the virtual dataset, as far as its sources go
   * @param size bytes an element
   * @param fill bytes of one element, empty for zeros
   */
  VirtualElements(
      VirtualSources sources,
      List<VirtualMapping> mappings,
      long[] shape,
      int size,
      byte[] fill,
      OutputBuffer output) {
    this.sources = sources;
    this.mappings = mappings;
    this.shape = shape;
    this.size = size;
    this.fill = fill;
    this.output = output;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    sources.step();
    ByteBuffer target = output.of(Math.multiplyExact(region.size(), (long) size));
    if (target.limit() == 0) {
      return target;
    }
    BoxCopy.fill(target, fill);
    for (VirtualMapping mapping : mappings) {
      if (mapping.target().kind() == Selection.Kind.NONE) {
        continue;
      }
      if (mapping.target().kind() == Selection.Kind.BOXES) {
        copyRuns(mapping, region, target);
        continue;
      }
      AxisSelection[] axes = AxisSelection.of(mapping.target(), shape);
      if (axes.length != shape.length) {
        throw new ArithmeticException("a selection of " + axes.length + " axes");
      }
      if (mapping.isPattern() && mapping.target().unlimitedAxis() >= 0) {
        copyPattern(mapping, axes, region, target);
      } else if (touches(axes, region)) {
        copy(mapping, mapping.file(), mapping.dataset(), axes, region, target);
      }
    }
    return target;
  }

  private static boolean touches(AxisSelection[] axes, Region region) {
    for (int a = 0; a < axes.length; a++) {
      boolean before = region.stop(a) <= axes[a].start();
      if (before || region.start(a) >= axes[a].extentFor(axes[a].size())) {
        return false;
      }
    }
    return true;
  }

  private void copyPattern(
      VirtualMapping mapping, AxisSelection[] axes, Region region, ByteBuffer target)
      throws IOException {
    int u = mapping.target().unlimitedAxis();
    AxisSelection whole = axes[u];
    long first = Math.max(0, (region.start(u) - whole.start()) / whole.stride());
    for (long n = first; whole.start() + n * whole.stride() < region.stop(u); n++) {
      AxisSelection[] block = axes.clone();
      block[u] = whole.only(n);
      if (touches(block, region)) {
        String file = VirtualMapping.numbered(mapping.file(), n);
        String dataset = VirtualMapping.numbered(mapping.dataset(), n);
        copy(mapping, file, dataset, block, region, target);
      }
    }
  }

  private void copy(
      VirtualMapping mapping,
      String file,
      String dataset,
      AxisSelection[] axes,
      Region region,
      ByteBuffer target)
      throws IOException {
    Optional<VirtualSources.Source> found = sources.get(file, dataset);
    if (found.isEmpty() || mapping.source().kind() == Selection.Kind.NONE) {
      return;
    }
    VirtualSources.Source source = found.get();
    if (mapping.source().kind() == Selection.Kind.BOXES) {
      copyRuns(mapping, region, target);
      return;
    }
    AxisSelection[] from = AxisSelection.of(mapping.source(), source.shape());
    int[] partner = partners(axes, from);
    if (partner.length == 0 && axes.length > 0) {
      copyRuns(mapping, region, target);
      return;
    }
    List<List<Stretch>> stretches = new ArrayList<>();
    AxisSelection one = new AxisSelection(0, 1, 1, 1);
    for (int a = 0; a < axes.length; a++) {
      AxisSelection other = partner[a] < 0 ? one : from[partner[a]];
      stretches.add(axes[a].stretches(region.start(a), region.step(a), region.count(a), other));
      if (stretches.get(a).isEmpty()) {
        return;
      }
    }
    product(source, from, partner, stretches, region, target);
  }

  // Which source axis an axis of the target goes with: the n-th of more than one element with the
  // n-th; -1 for one element.
  private static int[] partners(AxisSelection[] axes, AxisSelection[] from) {
    int[] partner = new int[axes.length];
    int s = 0;
    for (int a = 0; a < axes.length; a++) {
      partner[a] = -1;
      if (axes[a].size() != 1) {
        while (s < from.length && from[s].size() == 1) {
          s++;
        }
        boolean fits = s < from.length && from[s].size() == axes[a].size();
        if (!fits) {
          return new int[0];
        }
        partner[a] = s++;
      }
    }
    while (s < from.length) {
      if (from[s++].size() != 1) {
        return new int[0];
      }
    }
    return partner;
  }

  private void product(
      VirtualSources.Source source,
      AxisSelection[] from,
      int[] partner,
      List<List<Stretch>> stretches,
      Region region,
      ByteBuffer target)
      throws IOException {
    int[] at = new int[partner.length];
    while (true) {
      one(source, from, partner, chosen(stretches, at), region, target);
      int a = at.length - 1;
      while (a >= 0 && ++at[a] == stretches.get(a).size()) {
        at[a--] = 0;
      }
      if (a < 0) {
        return;
      }
    }
  }

  private static Stretch[] chosen(List<List<Stretch>> stretches, int[] at) {
    Stretch[] chosen = new Stretch[at.length];
    for (int a = 0; a < at.length; a++) {
      chosen[a] = stretches.get(a).get(at[a]);
    }
    return chosen;
  }

  // One box of the source into one box of the region, as far as the source goes.
  private void one(
      VirtualSources.Source source,
      AxisSelection[] from,
      int[] partner,
      Stretch[] chosen,
      Region region,
      ByteBuffer target)
      throws IOException {
    long[] extent = source.shape();
    if (from.length != extent.length) {
      throw new ArithmeticException("a source selection of " + from.length + " axes");
    }
    long[] start = new long[from.length];
    long[] count = new long[from.length];
    long[] step = new long[from.length];
    for (int s = 0; s < from.length; s++) {
      start[s] = from[s].start();
      count[s] = 1;
      step[s] = 1;
    }
    long[] out = new long[partner.length];
    long[] outStep = new long[partner.length];
    long[] taken = new long[partner.length];
    for (int a = 0; a < partner.length; a++) {
      Stretch stretch = chosen[a];
      out[a] = stretch.out();
      outStep[a] = stretch.outStep();
      taken[a] = stretch.count();
      if (partner[a] >= 0) {
        int s = partner[a];
        long room = extent[s] - stretch.in();
        taken[a] = room <= 0 ? 0 : Math.min(taken[a], (room - 1) / stretch.inStep() + 1);
        start[s] = stretch.in();
        count[s] = taken[a];
        step[s] = stretch.inStep();
      }
      if (taken[a] == 0) {
        return;
      }
    }
    for (int s = 0; s < from.length; s++) {
      if (start[s] >= extent[s]) {
        return;
      }
    }
    ByteBuffer bytes = source.read(Region.stepped(start, count, step));
    BoxCopy.spread(bytes, taken, target, new Box(region.shape(), out), outStep, size);
  }

  private void copyRuns(VirtualMapping mapping, Region region, ByteBuffer target)
      throws IOException {
    Optional<VirtualSources.Source> source = sources.get(mapping.file(), mapping.dataset());
    if (source.isPresent()) {
      new VirtualRuns(source.get(), shape, size, region, target)
          .copy(mapping.target(), mapping.source());
    }
  }

  @Override
  public long storedBytes() {
    return 0;
  }

  /** Sources that are not there are no fault; those that may not be opened are. */
  @Override
  public void audit() throws IOException {
    sources.audit(mappings);
  }

  @Override
  public void close() throws IOException {
    sources.close();
  }
}
