package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.StoredChunk;
import io.github.blueskyspark.spi.StoredChunks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/**
 * Chunks of one file of a sequence, in the coordinates of the whole.
 *
 * @param one as the file has them
 * @param number of the file
 * @param frames elements of the first axis that a file adds
 * @param isStacked whether a file adds one element that is its whole array
 */
record SequenceChunks(StoredChunks one, long number, long frames, boolean isStacked)
    implements StoredChunks {
  /** Whether the files' chunks are chunks of the whole. */
  boolean isAligned() {
    List<Long> chunk = one.chunkShape();
    return isStacked || (!chunk.isEmpty() && chunk.get(0) > 0 && frames % chunk.get(0) == 0);
  }

  @Override
  public String uri() {
    return one.uri();
  }

  @Override
  public List<Long> chunkShape() {
    List<Long> shape = new ArrayList<>(one.chunkShape());
    if (isStacked) {
      shape.add(0, 1L);
    }
    return shape;
  }

  @Override
  public List<Step> filters() {
    return one.filters();
  }

  @Override
  public String fill() {
    return one.fill();
  }

  @Override
  public Iterator<StoredChunk> chunks() {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(one.chunks(), 0), false)
        .map(this::placed)
        .iterator();
  }

  private StoredChunk placed(StoredChunk chunk) {
    List<Long> at = new ArrayList<>(chunk.at());
    if (isStacked) {
      at.add(0, number);
    } else {
      at.set(0, at.get(0) + number * (frames / one.chunkShape().get(0)));
    }
    return new StoredChunk(at, chunk.offset(), chunk.length(), chunk.mask());
  }
}
