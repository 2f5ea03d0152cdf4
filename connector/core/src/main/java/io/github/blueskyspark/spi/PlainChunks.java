package io.github.blueskyspark.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** An array in one piece. */
final class PlainChunks implements StoredChunks {
  private final String uri;
  private final List<Long> shape;
  private final List<Long> chunk;
  private final long bytes;
  private final long offset;
  private final String fill;

  PlainChunks(String uri, List<Long> shape, int itemSize, long offset, String fill) {
    this.uri = uri;
    this.shape = List.copyOf(shape);
    this.chunk = new ArrayList<>(shape);
    if (shape.size() > 2) {
      chunk.set(0, 1L);
    }
    long size = itemSize;
    for (long n : chunk) {
      size = Math.multiplyExact(size, n);
    }
    this.bytes = size;
    this.offset = offset;
    this.fill = fill;
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public List<Long> chunkShape() {
    return Collections.unmodifiableList(chunk);
  }

  @Override
  public List<Step> filters() {
    return List.of();
  }

  @Override
  public String fill() {
    return fill;
  }

  @Override
  public Iterator<StoredChunk> chunks() {
    long rows = shape.size() > 2 ? shape.get(0) : 1;
    return LongStream.range(0, bytes == 0 ? 0 : rows).mapToObj(this::chunk).iterator();
  }

  private StoredChunk chunk(long row) {
    List<Long> at = new ArrayList<>(Collections.nCopies(shape.size(), 0L));
    if (shape.size() > 2) {
      at.set(0, row);
    }
    return new StoredChunk(at, Math.addExact(offset, Math.multiplyExact(row, bytes)), bytes, 0);
  }
}
