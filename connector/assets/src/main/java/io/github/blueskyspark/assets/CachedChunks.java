package io.github.blueskyspark.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps decoded chunks, so that each is decoded once when regions are read in order.
 *
 * <p>The chunk asked for last is kept. Where a chunk holds several frames and a frame lies in
 * several chunks, all chunks of one row along the first axis are kept, so that reading frame by
 * frame decodes each once: at most 64 MiB or an eighth of the heap, whichever is less. Beyond that
 * chunks are decoded again for each frame. Chunks that lie in a mapped file as they are cost no
 * memory.
 */
public final class CachedChunks implements Chunks {
  private static final long KEEP = 64L << 20;

  private final Chunks source;
  private final int axes;
  private final boolean keeps;
  private final Map<List<Long>, ByteBuffer> row = new HashMap<>();
  private final long keep = Math.min(KEEP, Runtime.getRuntime().maxMemory() / 8);
  private long kept;
  private long rowNumber = -1;
  private Optional<long[]> lastScaled = Optional.empty();
  private Optional<ByteBuffer> last = Optional.empty();

  /**
   * @param source where chunks come from; closed with this
   * @param chunk shape of a chunk in the axes that the source knows; further coordinates are 0
   */
  public CachedChunks(Chunks source, long[] chunk) {
    this.source = source;
    this.axes = chunk.length;
    this.keeps = chunk.length > 0 && chunk[0] > 1;
  }

  @Override
  public Optional<ByteBuffer> get(long[] scaled) throws IOException {
    if (lastScaled.isPresent() && Arrays.equals(lastScaled.get(), scaled)) {
      return last;
    }
    long[] known = Arrays.copyOf(scaled, axes);
    if (keeps && rowNumber != known[0]) {
      row.clear();
      kept = 0;
      rowNumber = known[0];
    }
    List<Long> key = Arrays.stream(known).boxed().collect(Collectors.toList());
    Optional<ByteBuffer> found = Optional.ofNullable(row.get(key));
    if (found.isEmpty()) {
      // The source is about to overwrite what the last one may be a view of.
      lastScaled = Optional.empty();
      found = source.get(known).map(b -> kept(key, b));
    }
    lastScaled = Optional.of(scaled.clone());
    last = found;
    return found;
  }

  private ByteBuffer kept(List<Long> key, ByteBuffer chunk) {
    if (!keeps) {
      return chunk;
    }
    if (chunk.isDirect()) {
      row.put(key, chunk);
      return chunk;
    }
    if (kept + chunk.limit() > keep) {
      return chunk;
    }
    byte[] copy = new byte[chunk.limit()];
    chunk.get(0, copy);
    ByteBuffer mine = ByteBuffer.wrap(copy).order(chunk.order());
    row.put(key, mine);
    kept += copy.length;
    return mine;
  }

  @Override
  public long storedBytes() throws IOException {
    return source.storedBytes();
  }

  @Override
  public void close() throws IOException {
    row.clear();
    last = Optional.empty();
    lastScaled = Optional.empty();
    source.close();
  }
}
