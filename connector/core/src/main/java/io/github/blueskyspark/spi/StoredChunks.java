package io.github.blueskyspark.spi;

import java.util.Iterator;
import java.util.List;

/**
 * Where the elements of an open array stand, chunk by chunk, so that other programs can read them
 * without the format's metadata. Valid as long as the array is open.
 */
public interface StoredChunks {
  /**
   * A filter in the order in which the writer applied it.
   *
   * @param id HDF5's registered number
   * @param name as {@link ArrayInfo#filters()} has it
   * @param values HDF5's client data
   */
  record Step(int id, String name, List<Integer> values) {
    /** Copies the list. */
    public Step {
      values = List.copyOf(values);
    }
  }

  /** The file that holds them, as {@link AssetFiles} takes it. */
  String uri();

  /** Shape of a chunk; chunks at the end of an axis are stored whole. */
  List<Long> chunkShape();

  /** Filters of every chunk; none where chunks are plain elements. */
  List<Step> filters();

  /** One element as it is where no chunk was written, base64; empty for zeros. */
  String fill();

  /**
   * Written chunks, looked up one by one. Throws {@link java.io.UncheckedIOException} and {@link
   * io.github.blueskyspark.errors.AssetException} where the file is damaged.
   */
  Iterator<StoredChunk> chunks();

  /**
   * An array that lies in its file in one piece: its rows are the chunks where it has three axes or
   * more, else all of it is one.
   *
   * @param offset of its first element
   */
  static StoredChunks plain(String uri, List<Long> shape, int itemSize, long offset, String fill) {
    return new PlainChunks(uri, shape, itemSize, offset, fill);
  }
}
