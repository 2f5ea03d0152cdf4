package io.github.blueskyspark.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 * memory. Where several columns read the array, what is kept serves all of them.
 */
public final class CachedChunks implements Chunks {
  private static final long KEEP = 64L << 20;

  private final Chunks source;
  private final int axes;
  private final boolean keeps;
  private final ChunkPeers peers;
  private final Map<List<Long>, ByteBuffer> row = new LinkedHashMap<>();
  private final long keep = Math.min(KEEP, Runtime.getRuntime().maxMemory() / 8);
  private long kept;
  private long rowNumber = -1;
  private Optional<long[]> lastScaled = Optional.empty();
  private Optional<ByteBuffer> last = Optional.empty();

  /**
   * @param source where chunks come from; closed with this
   * @param chunk shape of a chunk in the axes that the source knows; further coordinates are 0
   * @param peers who else reads the array
   */
  public CachedChunks(Chunks source, long[] chunk, ChunkPeers peers) {
    this.source = source;
    this.peers = peers;
    peers.join(this);
    this.axes = chunk.length;
    this.keeps = chunk.length > 0 && chunk[0] > 1;
  }

  @Override
  public Optional<ByteBuffer> get(long[] scaled) throws IOException {
    if (lastScaled.isPresent() && Arrays.equals(lastScaled.get(), scaled)) {
      return last;
    }
    long[] known = Arrays.copyOf(scaled, axes);
    boolean keeping = keeps || (peers.areSeveral() && known.length > 0);
    if (keeping && rowNumber != known[0]) {
      if (!peers.areSeveral()) {
        row.clear();
        kept = 0;
      }
      rowNumber = known[0];
    }
    List<Long> key = numbers(known);
    Optional<ByteBuffer> found = Optional.ofNullable(row.get(key));
    if (found.isEmpty()) {
      // The source is about to overwrite what the last one may be a view of.
      lastScaled = Optional.empty();
      found = peers.given(this, key);
      if (found.isEmpty()) {
        found = source.get(known).map(b -> keeping ? kept(key, b) : b);
      } else if (hasRoom(found.get())) {
        row.put(key, found.get());
        kept += found.get().limit();
      }
    }
    lastScaled = Optional.of(scaled.clone());
    last = found;
    return found;
  }

  /**
   * A chunk for another reader, whose bytes nobody overwrites. Views of the mapped file are not
   * given: they cost nothing, and end with their owner.
   */
  Optional<ByteBuffer> given(List<Long> key) {
    Optional<ByteBuffer> found = Optional.ofNullable(row.get(key));
    boolean isLast =
        found.isEmpty()
            && lastScaled.isPresent()
            && key.equals(numbers(Arrays.copyOf(lastScaled.get(), axes)));
    return isLast
        ? last.filter(b -> !b.isDirect()).map(CachedChunks::copied)
        : found.filter(b -> !b.isDirect()).map(b -> b.duplicate().order(b.order()));
  }

  private static List<Long> numbers(long[] known) {
    return Arrays.stream(known).boxed().collect(Collectors.toList());
  }

  /**
   * Whether a chunk can be kept. Other readers may be some rows behind: what they may want goes
   * only to make room.
   */
  private boolean hasRoom(ByteBuffer chunk) {
    Iterator<ByteBuffer> oldest = row.values().iterator();
    while (peers.areSeveral() && kept + chunk.limit() > keep && oldest.hasNext()) {
      ByteBuffer gone = oldest.next();
      kept -= gone.isDirect() ? 0 : gone.limit();
      oldest.remove();
    }
    return kept + chunk.limit() <= keep;
  }

  private static ByteBuffer copied(ByteBuffer chunk) {
    byte[] copy = new byte[chunk.limit()];
    chunk.get(0, copy);
    return ByteBuffer.wrap(copy).order(chunk.order());
  }

  private ByteBuffer kept(List<Long> key, ByteBuffer chunk) {
    if (chunk.isDirect()) {
      if (!peers.areSeveral()) {
        row.put(key, chunk);
      }
      return chunk;
    }
    if (!hasRoom(chunk)) {
      return chunk;
    }
    ByteBuffer mine = copied(chunk);
    row.put(key, mine);
    kept += mine.limit();
    return mine;
  }

  @Override
  public long storedBytes() throws IOException {
    return source.storedBytes();
  }

  @Override
  public void close() throws IOException {
    peers.leave(this);
    row.clear();
    last = Optional.empty();
    lastScaled = Optional.empty();
    source.close();
  }
}
