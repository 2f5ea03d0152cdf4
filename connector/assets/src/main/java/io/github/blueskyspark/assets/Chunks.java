package io.github.blueskyspark.assets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The chunks of one array, decoded. One owner, not thread safe. */
public interface Chunks extends Closeable {
  /**
   * The elements of a chunk, row major, those beyond the array's edge included.
   *
   * @param scaled coordinates counted in chunks
   * @return a view that holds until the next call; empty when the chunk was never written
   * @throws io.github.blueskyspark.errors.AssetException when it is damaged, or packed in a way
   *     that is not known
   */
  Optional<ByteBuffer> get(long[] scaled) throws IOException;

  /** Bytes that all chunks take as stored. */
  long storedBytes() throws IOException;

  @Override
  default void close() throws IOException {}
}
