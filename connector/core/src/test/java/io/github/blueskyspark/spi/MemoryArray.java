package io.github.blueskyspark.spi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An array in memory behind the interface of open external arrays; keeps account of what is asked
 * of it.
 */
public final class MemoryArray implements ArrayAsset {
  private final ArrayInfo info;
  private final long[] shape;
  private final byte[] data;
  private final List<Object> objects;
  private final List<String> reads = new ArrayList<>();
  private boolean closed;
  private long damaged = -1;

  private MemoryArray(DType dtype, long[] shape, byte[] data, List<Object> objects) {
    this.info =
        new ArrayInfo(
            "/data",
            dtype,
            Arrays.stream(shape).boxed().toList(),
            List.of(),
            List.of(),
            data.length,
            JsonNodeFactory.instance.objectNode());
    this.shape = shape;
    this.data = data;
    this.objects = objects;
  }

  /** Raw bytes in C order. */
  public static MemoryArray of(DType dtype, byte[] data, long... shape) {
    return new MemoryArray(dtype, shape, data, List.of());
  }

  /** Values without fixed bytes. */
  public static MemoryArray of(List<Object> values) {
    return new MemoryArray(DType.object(), new long[] {values.size()}, new byte[0], values);
  }

  /** Damages one element of the first axis: reading it fails. */
  public MemoryArray damaged(long index) {
    damaged = index;
    return this;
  }

  /** The regions that were read, as text. */
  public List<String> reads() {
    return reads;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) {
    List<Long> elements = elements(region);
    int size = info.dtype().itemSize();
    ByteBuffer out = ByteBuffer.allocate(elements.size() * size).order(info.dtype().order());
    elements.forEach(e -> out.put(data, (int) (e * size), size));
    return out.flip().asReadOnlyBuffer().order(info.dtype().order());
  }

  @Override
  public List<Object> values(Region region) {
    return elements(region).stream().map(e -> objects.get(e.intValue())).toList();
  }

  private List<Long> elements(Region region) {
    reads.add(region.toString());
    if (damaged >= 0 && region.start(0) <= damaged && damaged < region.stop(0)) {
      throw new AssetException(
          Location.of("memory"), "read " + region, "it is damaged", "Ask for something else");
    }
    List<Long> found = List.of(0L);
    for (int axis = 0; axis < shape.length; axis++) {
      List<Long> next = new ArrayList<>();
      if (region.start(axis) < 0 || region.stop(axis) > shape[axis]) {
        throw new AssetException(
            Location.of("memory"),
            "read " + region,
            "the array has shape " + Arrays.toString(shape),
            "Ask for less");
      }
      for (long outer : found) {
        for (long j = 0; j < region.count(axis); j++) {
          next.add(outer * shape[axis] + region.start(axis) + j * region.step(axis));
        }
      }
      found = next;
    }
    return found;
  }

  @Override
  public void close() {
    closed = true;
  }
}
