package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Allocates buffers whose size a file declares: refused with the figure instead of running out of
 * memory.
 */
public final class Memory {
  private Memory() {}

  /**
   * A zeroed heap buffer, little endian.
   *
   * @throws AssetException when it is more than a third of the heap, or the heap is full
   */
  public static ByteBuffer bytes(long length, Location where, String what) {
    return ByteBuffer.wrap(array(length, where, what)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same as an array. */
  public static byte[] array(long length, Location where, String what) {
    if (length < 0
        || length > Integer.MAX_VALUE - 16
        || length > Runtime.getRuntime().maxMemory() / 3) {
      throw refused(length, where, what);
    }
    try {
      return new byte[(int) length];
    } catch (OutOfMemoryError e) {
      throw refused(length, where, what).because(e);
    }
  }

  private static AssetException refused(long length, Location where, String what) {
    return new AssetException(
        where,
        "read " + what,
        length + " bytes are needed at once, the heap has " + Runtime.getRuntime().maxMemory(),
        "Raise spark.executor.memory, or read a smaller region with the option 'roi'");
  }
}
