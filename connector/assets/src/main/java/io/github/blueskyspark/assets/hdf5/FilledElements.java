package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.BoxCopy;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.OutputBuffer;
import java.nio.ByteBuffer;

/** A dataset of which nothing was ever written: the fill value everywhere. */
final class FilledElements implements Elements {
  private final byte[] fill;
  private final int size;
  private final OutputBuffer output;

  /**
   * @param fill bytes of one element, empty for zeros
   * @param size bytes an element
   */
  FilledElements(byte[] fill, int size, OutputBuffer output) {
    this.fill = fill;
    this.size = size;
    this.output = output;
  }

  @Override
  public ByteBuffer read(Region region) {
    ByteBuffer target = output.of(Math.multiplyExact(region.size(), (long) size));
    BoxCopy.fill(target, fill);
    return target;
  }

  @Override
  public long storedBytes() {
    return 0;
  }
}
