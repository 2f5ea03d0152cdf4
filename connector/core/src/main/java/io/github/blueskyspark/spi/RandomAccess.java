package io.github.blueskyspark.spi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An open file that is read at any place. Not thread safe; one owner closes it. */
public interface RandomAccess extends Closeable {
  /** Bytes when it was opened. */
  long size();

  /**
   * Reads from {@code position} until {@code target} is full, looping over short reads.
   *
   * @throws java.io.EOFException when the file ends before
   */
  void read(long position, ByteBuffer target) throws IOException;

  /**
   * The bytes as a read-only view of the file itself where it can be mapped (local files; at most 2
   * GiB a view), big endian; empty where {@link #read} must be used.
   */
  Optional<ByteBuffer> map(long position, long length) throws IOException;
}
