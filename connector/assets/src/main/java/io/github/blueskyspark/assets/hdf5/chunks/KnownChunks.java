package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.spi.StoredChunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chunks that were looked up before, as a list. */
public final class KnownChunks implements ChunkIndex {
  private final long[] counts;
  private final Map<Long, Chunk> chunks = new HashMap<>();
  private long bytes;

  /**
   * @param counts chunks along each axis
   * @param known with coordinates inside these
   */
  public KnownChunks(long[] counts, List<StoredChunk> known) {
    this.counts = counts.clone();
    for (StoredChunk chunk : known) {
      long[] at = chunk.at().stream().mapToLong(Long::longValue).toArray();
      chunks.put(number(at), new Chunk(chunk.offset(), chunk.length(), chunk.mask()));
      bytes += chunk.length();
    }
  }

  private long number(long[] scaled) {
    long n = 0;
    for (int a = 0; a < counts.length; a++) {
      n = Math.addExact(Math.multiplyExact(n, counts[a]), scaled[a]);
    }
    return n;
  }

  @Override
  public Chunk find(long[] scaled) {
    return chunks.getOrDefault(number(scaled), Chunk.NONE);
  }

  @Override
  public long storedBytes() {
    return bytes;
  }
}
