package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.BTree2;
import io.github.blueskyspark.assets.hdf5.format.DatasetHeader;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.Layout.Chunked;
import java.io.IOException;

/** Finds the stored bytes of chunks. Not thread safe. */
public interface ChunkIndex {
  /**
   * Where a chunk is.
   *
   * @param scaled coordinates counted in chunks, inside the array
   * @return {@link Chunk#NONE} when it was never written
   */
  Chunk find(long[] scaled) throws IOException;

  /** Bytes that all written chunks take in the file. */
  long storedBytes() throws IOException;

  /**
   * Opens the index of a dataset.
   *
   * @param chunkBytes bytes of an unfiltered chunk
   */
  static ChunkIndex open(FileBytes file, DatasetHeader dataset, Chunked layout, long chunkBytes)
      throws IOException {
    if (layout.address() == FileBytes.UNDEFINED) {
      return new NoChunks();
    }
    ChunkGrid grid = ChunkGrid.of(dataset, layout);
    EntryFormat entries =
        new EntryFormat(!dataset.filters().isEmpty(), chunkBytes, layout.longSizes());
    return switch (layout.index()) {
      case BTREE_V1 -> new BTree1Chunks(file, layout);
      case SINGLE -> new SingleChunk(layout, chunkBytes);
      case IMPLICIT -> new ImplicitChunks(layout.address(), grid, chunkBytes);
      case FIXED_ARRAY -> FixedArrayChunks.open(file, layout.address(), grid, entries);
      case EXTENSIBLE_ARRAY -> ExtensibleArrayChunks.open(file, layout.address(), grid, entries);
      case BTREE_V2 -> new BTree2Chunks(BTree2.open(file, layout.address()), grid.rank(), entries);
    };
  }

  /** A dataset without a chunk written. */
  final class NoChunks implements ChunkIndex {
    @Override
    public Chunk find(long[] scaled) {
      return Chunk.NONE;
    }

    @Override
    public long storedBytes() {
      return 0;
    }
  }

  /** One chunk that covers the array. */
  final class SingleChunk implements ChunkIndex {
    private final Chunk chunk;

    SingleChunk(Chunked layout, long chunkBytes) {
      long size = layout.singleSize() < 0 ? chunkBytes : layout.singleSize();
      this.chunk = new Chunk(layout.address(), size, layout.singleMask());
    }

    @Override
    public Chunk find(long[] scaled) {
      for (long s : scaled) {
        if (s != 0) {
          return Chunk.NONE;
        }
      }
      return chunk;
    }

    @Override
    public long storedBytes() {
      return chunk.size();
    }
  }

  /** All chunks one after the other, allocated when the dataset was made. */
  final class ImplicitChunks implements ChunkIndex {
    private final long address;
    private final ChunkGrid grid;
    private final long chunkBytes;

    ImplicitChunks(long address, ChunkGrid grid, long chunkBytes) {
      this.address = address;
      this.grid = grid;
      this.chunkBytes = chunkBytes;
    }

    @Override
    public Chunk find(long[] scaled) {
      long at = Math.multiplyExact(grid.number(scaled), chunkBytes);
      return new Chunk(Math.addExact(address, at), chunkBytes, 0);
    }

    @Override
    public long storedBytes() {
      return Math.multiplyExact(grid.count(), chunkBytes);
    }
  }
}
