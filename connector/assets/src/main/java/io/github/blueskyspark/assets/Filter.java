package io.github.blueskyspark.assets;

/** Undoes one filter. Not thread safe: it may keep a decoder between chunks. */
public interface Filter extends AutoCloseable {
  /**
   * Undoes it for one chunk.
   *
   * @param in stored bytes
   * @param out where the result may go
   * @param size bytes the result must have, -1 when that is not known beforehand
   * @param most bytes the result may have at most
   * @return the block with the result: {@code in} or {@code out}
   */
  Block decode(Block in, Block out, long size, long most) throws DamagedChunkException;

  /** Bytes that the filter adds to its input; -1 when the length changes in other ways. */
  default int added() {
    return -1;
  }

  @Override
  default void close() {}
}
