package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.hdf5.format.Selection;
import io.github.blueskyspark.assets.hdf5.format.VirtualMapping;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How long a virtual dataset is: an axis without end is as long as the sources that are there now,
 * which the file itself does not say.
 */
final class VirtualExtent {
  private static final int MAX_NUMBER = 1 << 20;

  private final VirtualSources sources;

  VirtualExtent(VirtualSources sources) {
    this.sources = sources;
  }

  /**
   * The shape now.
   *
   * @param dims as the file says
   */
  long[] shape(long[] dims, List<VirtualMapping> mappings) throws IOException {
    long[] shape = dims.clone();
    boolean[] open = new boolean[dims.length];
    for (VirtualMapping mapping : mappings) {
      int u = mapping.target().unlimitedAxis();
      if (u >= 0 && u < dims.length && !open[u]) {
        open[u] = true;
        shape[u] = 0;
      }
    }
    for (VirtualMapping mapping : mappings) {
      if (mapping.target().kind() != Selection.Kind.REGULAR) {
        continue;
      }
      AxisSelection[] axes = AxisSelection.of(mapping.target(), dims);
      int u = mapping.target().unlimitedAxis();
      for (int a = 0; a < Math.min(axes.length, dims.length); a++) {
        if (open[a]) {
          long end = a == u ? end(mapping, axes[a]) : axes[a].extentFor(axes[a].size());
          shape[a] = Math.max(shape[a], end);
        }
      }
    }
    return shape;
  }

  private long end(VirtualMapping mapping, AxisSelection axis) throws IOException {
    if (mapping.isPattern()) {
      long n = 0;
      while (n < MAX_NUMBER && sources.exists(mapping, n)) {
        n++;
      }
      return axis.extentFor(Math.multiplyExact(n, axis.block()));
    }
    Optional<VirtualSources.Source> source = sources.get(mapping.file(), mapping.dataset());
    int s = mapping.source().unlimitedAxis();
    if (source.isEmpty() || s < 0 || s >= source.get().shape().length) {
      return 0;
    }
    long[] extent = source.get().shape();
    AxisSelection of = AxisSelection.of(mapping.source(), extent)[s];
    return axis.extentFor(of.sizeWithin(extent[s]));
  }
}
