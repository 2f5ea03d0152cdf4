package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.Location;
import java.util.function.Supplier;

/**
 * A chunk whose filters are undone one after the other, into two blocks by turns, which serve all
 * chunks of an array. Not thread safe.
 */
public final class FilteredChunk {
  private static final long SLACK = 1 << 16;

  private final long chunkBytes;
  private Block stored;
  private Block decoded;
  private Block in;
  private Block out;

  /**
   * @param chunkBytes of an unfiltered chunk
   */
  public FilteredChunk(long chunkBytes, Location where) {
    this.chunkBytes = chunkBytes;
    this.stored = new Block(where);
    this.decoded = new Block(where);
    this.in = stored;
    this.out = decoded;
  }

  /** Where the stored bytes go before {@link #begin}. */
  public Block stored() {
    return stored;
  }

  /** Bytes that a chunk may have at most on its way. */
  public long most() {
    return chunkBytes * 2 + SLACK;
  }

  /** Begins with what {@link #stored()} holds. */
  public void begin() {
    in = stored;
    out = decoded;
  }

  /**
   * Undoes a filter.
   *
   * @param size bytes that it was given when the chunk was written, -1 when that is not known
   * @param name what the filter is called in errors
   */
  public void undo(Filter filter, long size, Supplier<String> name) throws DamagedChunkException {
    Block result;
    try {
      result = filter.decode(in, out, size, size >= 0 ? size : most());
    } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
      throw new DamagedChunkException("bytes of " + name.get() + " are damaged", e);
    }
    if (size >= 0 && result.length() != size) {
      throw new DamagedChunkException(
          name.get() + " gives " + result.length() + " bytes, " + size + " are due");
    }
    if (result == out) {
      out = in;
      in = result;
    }
  }

  /** The block with exactly the chunk's bytes; holds until the next chunk begins. */
  public Block end() throws DamagedChunkException {
    if (in.length() != chunkBytes) {
      throw new DamagedChunkException(
          "the chunk has " + in.length() + " bytes, " + chunkBytes + " are due");
    }
    stored = out;
    decoded = in;
    return in;
  }
}
