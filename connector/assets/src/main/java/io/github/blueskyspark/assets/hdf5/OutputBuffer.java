package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.hdf5.format.Memory;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;

/** The one buffer in which regions are put together; grown as needed. */
final class OutputBuffer {
  private final Location where;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  OutputBuffer(Location where) {
    this.where = where;
  }

  /** Room for some bytes; what it holds is left from the call before. */
  ByteBuffer of(long bytes) {
    if (bytes > buffer.capacity()) {
      buffer = Memory.bytes(bytes, where, "region");
    }
    return buffer.duplicate().clear().limit((int) bytes);
  }
}
