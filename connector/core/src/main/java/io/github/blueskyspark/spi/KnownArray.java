package io.github.blueskyspark.spi;

import java.util.List;

/**
 * What table {@code chunks} of a warehouse says of an array in one file, so that its chunks can be
 * read without the format's metadata.
 *
 * @param info as the format said when the archive was converted; attributes left out
 * @param filters of every chunk, in the order in which the writer applied them
 * @param fill one element where no chunk was written, base64; empty for zeros
 * @param file that holds the chunks, as it was then
 * @param chunks that are written
 */
public record KnownArray(
    ArrayInfo info,
    List<StoredChunks.Step> filters,
    String fill,
    FileRef file,
    List<StoredChunk> chunks) {
  /** Copies the lists. */
  public KnownArray {
    filters = List.copyOf(filters);
    chunks = List.copyOf(chunks);
  }
}
