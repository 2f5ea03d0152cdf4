package io.github.blueskyspark.spi;

import java.util.List;

/**
 * Where one chunk stands in its file.
 *
 * @param at coordinates, counted in chunks
 * @param offset byte in the file
 * @param length bytes, as stored
 * @param mask bit {@code i} set when filter {@code i} was left out
 */
public record StoredChunk(List<Long> at, long offset, long length, int mask) {
  /** Copies the list. */
  public StoredChunk {
    at = List.copyOf(at);
  }
}
