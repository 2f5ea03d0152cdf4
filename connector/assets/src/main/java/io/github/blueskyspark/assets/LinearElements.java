package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.BoxCopy.Box;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Elements in one row-major piece: contiguous, compact, or in external raw files.
 *
 * <p>A region without gaps is handed out as it lies in the (mapped) file. For others the span of
 * bytes from its first to its last element is looked at when that is small, else one axis further
 * in.
 */
public final class LinearElements implements Elements {
  /** Where the bytes are. */
  public interface Source extends Closeable {
    /** Bytes of the piece; holds until the next call. */
    ByteBuffer bytes(long offset, long length) throws IOException;

    /** See {@link Elements#audit}. */
    default void audit() throws IOException {}

    @Override
    default void close() throws IOException {}
  }

  private static final long SPAN = 1 << 20;

  private final Source source;
  private final long[] shape;
  private final int size;
  private final long stored;
  private final OutputBuffer output;

  /**
   * @param size bytes an element
   * @param stored bytes in the file
   */
  public LinearElements(Source source, long[] shape, int size, long stored, OutputBuffer output) {
    this.source = source;
    this.shape = shape;
    this.size = size;
    this.stored = stored;
    this.output = output;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    long bytes = Math.multiplyExact(region.size(), (long) size);
    if (bytes == 0) {
      return ByteBuffer.allocate(0);
    }
    if (isOnePiece(region, shape)) {
      return source.bytes(offset(region), bytes);
    }
    ByteBuffer target = output.of(bytes);
    gather(region, 0, offset(region), target, 0);
    return target;
  }

  /** Whether the elements of a region are adjacent in a row-major array. */
  public static boolean isOnePiece(Region region, long[] shape) {
    boolean whole = true;
    for (int a = shape.length - 1; a >= 0; a--) {
      if (region.count(a) > 1 && (!whole || region.step(a) != 1)) {
        return false;
      }
      whole &= region.count(a) == shape[a];
    }
    return true;
  }

  private long offset(Region region) {
    long at = 0;
    for (int a = 0; a < shape.length; a++) {
      at = Math.addExact(Math.multiplyExact(at, shape[a]), region.start(a));
    }
    return Math.multiplyExact(at, (long) size);
  }

  private void gather(Region region, int axis, long at, ByteBuffer target, int into)
      throws IOException {
    long[] dims = Arrays.copyOfRange(shape, axis, shape.length);
    long[] count = new long[dims.length];
    long[] step = new long[dims.length];
    long span = 1;
    long stride = 1;
    for (int a = dims.length - 1; a >= 0; a--) {
      count[a] = region.count(axis + a);
      step[a] = region.step(axis + a);
      span = Math.addExact(span, Math.multiplyExact((count[a] - 1) * step[a], stride));
      stride = Math.multiplyExact(stride, dims[a]);
    }
    span = Math.multiplyExact(span, (long) size);
    if (span <= SPAN || (dims.length == 1 && step[0] == 1)) {
      long[] zero = new long[dims.length];
      ByteBuffer from = source.bytes(at, span);
      ByteBuffer to = target.slice(into, target.limit() - into);
      BoxCopy.copy(from, new Box(dims, zero), to, new Box(count, zero), count, step, size);
      return;
    }
    long inner = stride / dims[0] * size;
    long innerOut = size;
    for (int a = 1; a < count.length; a++) {
      innerOut *= count[a];
    }
    if (dims.length == 1) {
      // Far apart on the last axis: one element at a time.
      for (long i = 0; i < count[0]; i++) {
        target.put((int) (into + i * size), source.bytes(at + i * step[0] * size, size), 0, size);
      }
      return;
    }
    for (long i = 0; i < count[0]; i++) {
      gather(region, axis + 1, at + i * step[0] * inner, target, (int) (into + i * innerOut));
    }
  }

  @Override
  public long storedBytes() {
    return stored;
  }

  @Override
  public void audit() throws IOException {
    source.audit();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
