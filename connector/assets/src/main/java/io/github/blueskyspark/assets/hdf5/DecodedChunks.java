package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Chunks;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.hdf5.chunks.Chunk;
import io.github.blueskyspark.assets.hdf5.chunks.ChunkIndex;
import io.github.blueskyspark.assets.hdf5.filters.FilterPipeline;
import io.github.blueskyspark.assets.hdf5.filters.UnsupportedFilterException;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Chunks of one HDF5 dataset, decoded; nothing is kept from chunk to chunk but the buffers. */
final class DecodedChunks implements Chunks {
  private final FileBytes file;
  private final Location where;
  private final ChunkIndex index;
  private final FilterPipeline pipeline;
  private final long[] shape;
  private final long[] chunk;
  private final int chunkBytes;
  private final boolean unfilteredEdges;

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

  @Override
  public Optional<ByteBuffer> get(long[] scaled) throws IOException {
    Chunk stored = index.find(scaled);
    return stored.isWritten() ? Optional.of(load(stored, scaled)) : Optional.empty();
  }

  private ByteBuffer load(Chunk stored, long[] scaled) throws IOException {
    file.metrics().add(Counter.CHUNKS_DECODED, 1);
    int mask = unfilteredEdges && sticksOut(scaled) ? -1 : stored.mask();
    if (pipeline.isIdentity(mask)) {
      if (stored.size() < chunkBytes) {
        throw damaged(stored, scaled, stored.size() + " bytes, " + chunkBytes + " are due", null);
      }
      return file.data(stored.address(), chunkBytes, "chunk");
    }
    long start = System.nanoTime();
    Block block = decode(stored, scaled, mask);
    file.metrics().add(Counter.DECODE_TIME, System.nanoTime() - start);
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
              "Install the filter's plugin for HDF5 (pip install hdf5plugin has the usual ones)"
                  + " and rewrite the file: HDF5_PLUGIN_PATH=<plugins> h5repack -f SHUF -f GZIP=1"
                  + " <old> <new>")
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

  @Override
  public long storedBytes() throws IOException {
    return index.storedBytes();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
