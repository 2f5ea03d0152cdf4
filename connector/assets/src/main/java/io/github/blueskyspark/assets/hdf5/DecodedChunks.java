package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.hdf5.chunks.Chunk;
import io.github.blueskyspark.assets.hdf5.chunks.ChunkIndex;
import io.github.blueskyspark.assets.hdf5.filters.Block;
import io.github.blueskyspark.assets.hdf5.filters.DamagedChunkException;
import io.github.blueskyspark.assets.hdf5.filters.FilterPipeline;
import io.github.blueskyspark.assets.hdf5.filters.UnsupportedFilterException;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chunks of one dataset, decoded.
 *
 * <p>The chunk asked for last is kept. Where a chunk holds several frames and a frame lies in
 * several chunks, all chunks of one row along the first axis are kept, so that reading frame by
 * frame decodes each once: at most 64 MiB or an eighth of the heap, whichever is less. Beyond that
 * chunks are decoded again for each frame. Chunks that lie in the file as they are cost no memory.
 */
final class DecodedChunks implements AutoCloseable {
  private static final long KEEP = 64L << 20;

  private final FileBytes file;
  private final Location where;
  private final ChunkIndex index;
  private final FilterPipeline pipeline;
  private final long[] shape;
  private final long[] chunk;
  private final int chunkBytes;
  private final boolean unfilteredEdges;
  private final Map<List<Long>, ByteBuffer> row = new HashMap<>();
  private final long keep = Math.min(KEEP, Runtime.getRuntime().maxMemory() / 8);
  private long kept;
  private long rowNumber = -1;
  private long[] lastScaled;
  private ByteBuffer last;

  /**
   * @param where the dataset, for messages
   * @param shapes in the axes that the index knows
   */
  DecodedChunks(
      FileBytes file,
      Location where,
      ChunkIndex index,
      FilterPipeline pipeline,
      ChunkShape shapes) {
    this.file = file;
    this.where = where;
    this.index = index;
    this.pipeline = pipeline;
    this.shape = shapes.array();
    this.chunk = shapes.chunk();
    this.chunkBytes = shapes.bytes();
    this.unfilteredEdges = shapes.unfilteredEdges();
  }

  /**
   * The shapes of a chunked dataset.
   *
   * @param array elements of each axis
   * @param chunk elements of a chunk on each axis
   * @param bytes of a chunk
   * @param unfilteredEdges whether chunks that stick out of the array skip the filters
   */
  record ChunkShape(long[] array, long[] chunk, int bytes, boolean unfilteredEdges) {}

  /**
   * The elements of a chunk; null when it was never written.
   *
   * @param scaled coordinates counted in chunks; more axes than the index knows must be 0
   */
  ByteBuffer get(long[] scaled) throws IOException {
    if (lastScaled != null && Arrays.equals(lastScaled, scaled)) {
      return last;
    }
    long[] known = Arrays.copyOf(scaled, chunk.length);
    boolean keeps = chunk.length > 0 && chunk[0] > 1;
    if (keeps && rowNumber != known[0]) {
      row.clear();
      kept = 0;
      rowNumber = known[0];
    }
    List<Long> key = Arrays.stream(known).boxed().collect(Collectors.toList());
    ByteBuffer found = row.get(key);
    if (found == null) {
      // The decoder is about to overwrite what the last one may be a view of.
      lastScaled = null;
      Chunk stored = index.find(known);
      found = stored.isWritten() ? load(stored, known, keeps, key) : null;
    }
    lastScaled = scaled.clone();
    last = found;
    return found;
  }

  private ByteBuffer load(Chunk stored, long[] scaled, boolean keeps, List<Long> key)
      throws IOException {
    file.metrics().add(Counter.CHUNKS_DECODED, 1);
    int mask = unfilteredEdges && sticksOut(scaled) ? -1 : stored.mask();
    if (pipeline.isIdentity(mask)) {
      if (stored.size() < chunkBytes) {
        throw damaged(stored, scaled, stored.size() + " bytes, " + chunkBytes + " are due", null);
      }
      ByteBuffer bytes = file.data(stored.address(), chunkBytes, "chunk");
      if (keeps && bytes.isDirect()) {
        row.put(key, bytes);
      }
      return bytes;
    }
    long start = System.nanoTime();
    Block block = decode(stored, scaled, mask);
    file.metrics().add(Counter.DECODE_TIME, System.nanoTime() - start);
    if (keeps && kept + chunkBytes <= keep) {
      ByteBuffer copy = ByteBuffer.wrap(Arrays.copyOf(block.bytes(), chunkBytes));
      row.put(key, copy);
      kept += chunkBytes;
      return copy;
    }
    return ByteBuffer.wrap(block.bytes(), 0, chunkBytes).slice();
  }

  private boolean sticksOut(long[] scaled) {
    for (int a = 0; a < chunk.length; a++) {
      if (scaled[a] >= shape[a] / chunk[a]) {
        return true;
      }
    }
    return false;
  }

  private Block decode(Chunk stored, long[] scaled, int mask) throws IOException {
    if (stored.size() > file.size()) {
      throw damaged(stored, scaled, stored.size() + " bytes in a smaller file", null);
    }
    int length = Math.toIntExact(stored.size());
    try {
      file.data(stored.address(), pipeline.stored().resize(length), length, "chunk");
      return pipeline.decode(mask);
    } catch (UnsupportedFilterException e) {
      throw new AssetException(
              at(stored, scaled),
              "decode chunk " + Arrays.toString(scaled),
              e.getMessage(),
              "Rewrite the dataset with a supported filter (h5repack), or read other datasets")
          .because(e);
    } catch (DamagedChunkException e) {
      throw damaged(stored, scaled, e.getMessage(), e);
    }
  }

  private Location at(Chunk stored, long[] scaled) {
    return stored.address() < 0 || scaled.length == 0 ? where : where.at(stored.address());
  }

  private AssetException damaged(Chunk stored, long[] scaled, String found, Throwable cause) {
    AssetException e =
        new AssetException(
            at(stored, scaled),
            "decode chunk " + Arrays.toString(scaled),
            found,
            "Copy the file again from where it was written, or leave these frames out");
    return cause == null ? e : e.because(cause);
  }

  long storedBytes() throws IOException {
    return index.storedBytes();
  }

  @Override
  public void close() {
    row.clear();
    last = null;
    lastScaled = null;
    pipeline.close();
  }
}
