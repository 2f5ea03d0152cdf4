package io.github.blueskyspark.assets;

import java.io.IOException;

/** Stored bytes that a filter cannot undo; the reader adds file, dataset and chunk. */
public class DamagedChunkException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param found what is wrong with the bytes
   */
  public DamagedChunkException(String found) {
    super(found);
  }

  public DamagedChunkException(String found, Throwable cause) {
    super(found, cause);
  }
}
