package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.DatasetHeader;
import io.github.blueskyspark.assets.hdf5.format.Layout.Chunked;

/**
 * Numbers chunks in row-major order over the greatest extent of the array; an unlimited axis comes
 * first, whatever its place.
 *
 * <p>HDF5 does so in {@code H5VM_swizzle_coords}, so that numbers do not change when the array
 * grows.
 */
final class ChunkGrid {
  private final long[] down;
  private final int unlimited;
  private final long count;

  private ChunkGrid(long[] down, int unlimited, long count) {
    this.down = down;
    this.unlimited = unlimited;
    this.count = count;
  }

  static ChunkGrid of(DatasetHeader dataset, Chunked layout) {
    long[] max = dataset.space().max();
    int rank = max.length;
    int unlimited = -1;
    long[] chunks = new long[rank];
    long count = 1;
    for (int a = 0; a < rank; a++) {
      if (max[a] < 0 && unlimited < 0) {
        unlimited = a;
      }
      long extent = max[a] < 0 ? dataset.space().dims()[a] : max[a];
      long chunk = layout.dims()[a];
      chunks[a] = extent / chunk + (extent % chunk == 0 ? 0 : 1);
      count = saturated(count, chunks[a]);
    }
    long[] down = new long[rank];
    long n = 1;
    for (int a = rank - 1; a >= 0; a--) {
      if (a != unlimited) {
        down[a] = n;
        n = saturated(n, chunks[a]);
      }
    }
    if (unlimited >= 0) {
      down[unlimited] = n;
    }
    return new ChunkGrid(down, unlimited, count);
  }

  private static long saturated(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  int rank() {
    return down.length;
  }

  /** Axis that grows without end, -1 when none does. */
  int unlimited() {
    return unlimited;
  }

  long count() {
    return count;
  }

  long number(long[] scaled) {
    long n = 0;
    for (int a = 0; a < down.length; a++) {
      n = Math.addExact(n, Math.multiplyExact(scaled[a], down[a]));
    }
    return n;
  }
}
