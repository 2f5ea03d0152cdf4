package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The elements of one dataset as stored, whatever its layout. One owner, not thread safe. */
public interface Elements extends Closeable {
  /**
   * The bytes of a region that lies inside the array.
   *
   * @return position 0, limit the bytes of the region; holds until the next call
   */
  ByteBuffer read(Region region) throws IOException;

  /** Bytes it takes in the file. */
  long storedBytes() throws IOException;

  /**
   * Looks whether the files beside its own are there, from metadata alone.
   *
   * @throws io.github.blueskyspark.errors.AssetException with what is wrong
   */
  default void audit() throws IOException {}

  @Override
  default void close() throws IOException {}
}
