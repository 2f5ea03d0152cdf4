package io.github.blueskyspark.assets.hdf5.format;

import java.util.function.Function;

/** How the elements of a dataset lie in the file. */
public sealed interface Layout {
  /** One function for each kind. */
  <R> R fold(
      Function<Compact, R> compact,
      Function<Contiguous, R> contiguous,
      Function<Chunked, R> chunked,
      Function<Virtual, R> virtual);

  /**
   * In the object header itself.
   *
   * @param data the elements
   */
  record Compact(byte[] data) implements Layout {
    @Override
    public <R> R fold(
        Function<Compact, R> compact,
        Function<Contiguous, R> contiguous,
        Function<Chunked, R> chunked,
        Function<Virtual, R> virtual) {
      return compact.apply(this);
    }
  }

  /**
   * In one piece.
   *
   * @param address {@link FileBytes#UNDEFINED} when nothing was written or the data is in external
   *     files
   * @param size bytes, -1 where the message does not say
   */
  record Contiguous(long address, long size) implements Layout {
    @Override
    public <R> R fold(
        Function<Compact, R> compact,
        Function<Contiguous, R> contiguous,
        Function<Chunked, R> chunked,
        Function<Virtual, R> virtual) {
      return contiguous.apply(this);
    }
  }

  /** How the chunks of a dataset are found. */
  enum IndexKind {
    BTREE_V1,
    SINGLE,
    IMPLICIT,
    FIXED_ARRAY,
    EXTENSIBLE_ARRAY,
    BTREE_V2
  }

  /**
   * In chunks of one shape.
   *
   * @param dims shape of a chunk, in elements
   * @param elementSize bytes an element, as the layout says
   * @param address of the index, {@link FileBytes#UNDEFINED} when no chunk was written
   * @param singleSize stored bytes of a filtered single chunk, else -1
   * @param singleMask filters left out of a single chunk
   * @param unfilteredEdges whether chunks that stick out of the array skip the filters
   * @param longSizes whether stored sizes take as many bytes as lengths do (message version 5)
   */
  record Chunked(
      long[] dims,
      int elementSize,
      IndexKind index,
      long address,
      long singleSize,
      int singleMask,
      boolean unfilteredEdges,
      boolean longSizes)
      implements Layout {
    @Override
    public <R> R fold(
        Function<Compact, R> compact,
        Function<Contiguous, R> contiguous,
        Function<Chunked, R> chunked,
        Function<Virtual, R> virtual) {
      return chunked.apply(this);
    }
  }

  /**
   * In other datasets.
   *
   * @param heap address of the global heap collection that lists them
   * @param index of the list in it
   */
  record Virtual(long heap, long index) implements Layout {
    @Override
    public <R> R fold(
        Function<Compact, R> compact,
        Function<Contiguous, R> contiguous,
        Function<Chunked, R> chunked,
        Function<Virtual, R> virtual) {
      return virtual.apply(this);
    }
  }
}
