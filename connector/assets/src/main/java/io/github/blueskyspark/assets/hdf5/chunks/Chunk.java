package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.FileBytes;

/**
 * Stored bytes of a chunk.
 *
 * @param size bytes in the file
 * @param mask bit {@code i} set when filter {@code i} was left out
 */
public record Chunk(long address, long size, int mask) {
  /** A chunk that was never written. */
  public static final Chunk NONE = new Chunk(FileBytes.UNDEFINED, 0, 0);

  /** Whether it is in the file. */
  public boolean isWritten() {
    return address != FileBytes.UNDEFINED;
  }
}
