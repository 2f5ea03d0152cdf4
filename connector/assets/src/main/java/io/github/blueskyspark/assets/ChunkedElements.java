package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.BoxCopy.Box;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Elements in chunks: regions are put together from the chunks they touch; one that lies in one
 * chunk is handed out as it is there.
 */
public final class ChunkedElements implements Elements {
  /**
   * Chunks that a region touches along one axis: which, the first of the region's elements in it,
   * how many.
   */
  private record Stretch(long chunk, long first, long count) {}

  private final Chunks chunks;
  private final long[] shape;
  private final long[] chunk;
  private final int size;
  private final byte[] fill;
  private final OutputBuffer output;
  private final ReadMetrics metrics;
  private long rowsSeen;

  /**
   * @param chunk shape of a chunk
   * @param size bytes an element
   * @param fill bytes of one element for chunks never written, empty for zeros
   */
  public ChunkedElements(
      Chunks chunks,
      long[] shape,
      long[] chunk,
      int size,
      byte[] fill,
      OutputBuffer output,
      ReadMetrics metrics) {
    this.chunks = chunks;
    this.shape = shape;
    this.chunk = chunk;
    this.size = size;
    this.fill = fill;
    this.output = output;
    this.metrics = metrics;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    long bytes = Math.multiplyExact(region.size(), (long) size);
    if (bytes == 0) {
      return ByteBuffer.allocate(0);
    }
    int rank = shape.length;
    Stretch[][] axes = new Stretch[rank][];
    boolean one = true;
    for (int a = 0; a < rank; a++) {
      axes[a] = stretches(region, a);
      one &= axes[a].length == 1;
    }
    countSkipped(axes);
    return one ? single(region, axes, bytes) : several(region, axes, bytes);
  }

  private Stretch[] stretches(Region region, int a) {
    long start = region.start(a);
    long step = region.step(a);
    long count = region.count(a);
    long last = (region.stop(a) - 1) / chunk[a];
    long least = Math.min(count, last - start / chunk[a] + 1);
    Stretch[] found = new Stretch[Math.toIntExact(least)];
    int n = 0;
    for (long j = 0; j < count; ) {
      long c = (start + j * step) / chunk[a];
      long end = saturatedEnd(c, a);
      long next = Math.min(count, (end - start + step - 1) / step);
      found[n++] = new Stretch(c, j, next - j);
      j = next;
    }
    return n == found.length ? found : java.util.Arrays.copyOf(found, n);
  }

  private long saturatedEnd(long c, int a) {
    return Math.min(shape[a], Math.multiplyExact(c + 1, chunk[a]));
  }

  // Chunks beside the region, counted once for each row of chunks along the first axis.
  private void countSkipped(Stretch[][] axes) {
    long rows = 0;
    for (Stretch s : axes[0]) {
      if (s.chunk >= rowsSeen) {
        rows++;
      }
    }
    rowsSeen = Math.max(rowsSeen, axes[0][axes[0].length - 1].chunk + 1);
    double all = 1;
    double touched = 1;
    for (int a = 1; a < axes.length; a++) {
      all *= Math.ceil((double) shape[a] / chunk[a]);
      touched *= axes[a].length;
    }
    metrics.add(Counter.CHUNKS_SKIPPED, (long) (rows * (all - touched)));
  }

  private ByteBuffer single(Region region, Stretch[][] axes, long bytes) throws IOException {
    int rank = shape.length;
    long[] scaled = new long[rank];
    long[] start = new long[rank];
    long[] count = new long[rank];
    long[] step = new long[rank];
    long at = 0;
    for (int a = 0; a < rank; a++) {
      scaled[a] = axes[a][0].chunk;
      start[a] = region.start(a) - scaled[a] * chunk[a];
      count[a] = region.count(a);
      step[a] = region.step(a);
      at = at * chunk[a] + start[a];
    }
    Optional<ByteBuffer> decoded = chunks.get(scaled);
    if (decoded.isEmpty()) {
      ByteBuffer target = output.of(bytes);
      BoxCopy.fill(target, fill);
      return target;
    }
    if (LinearElements.isOnePiece(region, chunk)) {
      return decoded.get().slice(Math.toIntExact(at * size), (int) bytes);
    }
    ByteBuffer target = output.of(bytes);
    BoxCopy.copy(
        decoded.get(),
        new Box(chunk, start),
        target,
        new Box(count, new long[rank]),
        count,
        step,
        size);
    return target;
  }

  private ByteBuffer several(Region region, Stretch[][] axes, long bytes) throws IOException {
    int rank = shape.length;
    ByteBuffer target = output.of(bytes);
    int[] at = new int[rank];
    long[] total = region.shape();
    long[] step = new long[rank];
    for (int a = 0; a < rank; a++) {
      step[a] = region.step(a);
    }
    while (true) {
      long[] scaled = new long[rank];
      long[] start = new long[rank];
      long[] into = new long[rank];
      long[] count = new long[rank];
      for (int a = 0; a < rank; a++) {
        Stretch s = axes[a][at[a]];
        scaled[a] = s.chunk;
        into[a] = s.first;
        count[a] = s.count;
        start[a] = region.start(a) + s.first * step[a] - s.chunk * chunk[a];
      }
      Optional<ByteBuffer> decoded = chunks.get(scaled);
      if (decoded.isEmpty()) {
        BoxCopy.fill(target, new Box(total, into), count, fill, size);
      } else {
        Box source = new Box(chunk, start);
        BoxCopy.copy(decoded.get(), source, target, new Box(total, into), count, step, size);
      }
      int a = rank - 1;
      while (a >= 0 && ++at[a] == axes[a].length) {
        at[a--] = 0;
      }
      if (a < 0) {
        return target;
      }
    }
  }

  @Override
  public long storedBytes() throws IOException {
    return chunks.storedBytes();
  }

  @Override
  public void close() throws IOException {
    chunks.close();
  }
}
