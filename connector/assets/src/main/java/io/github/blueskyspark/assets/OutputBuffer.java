package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;

/** The one buffer in which regions are put together; grown as needed. */
public final class OutputBuffer {
  private final Location where;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  public OutputBuffer(Location where) {
    this.where = where;
  }

  /** Room for some bytes; what it holds is left from the call before. */
  public ByteBuffer of(long bytes) {
    if (bytes > buffer.capacity()) {
      buffer = Memory.bytes(bytes, where, "region");
    }
    return buffer.duplicate().clear().limit((int) bytes);
  }
}
