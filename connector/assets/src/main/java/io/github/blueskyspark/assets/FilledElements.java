package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import java.nio.ByteBuffer;

/** A dataset of which nothing was ever written: the fill value everywhere. */
public final class FilledElements implements Elements {
  private final byte[] fill;
  private final int size;
  private final OutputBuffer output;

  /**
   * @param fill bytes of one element, empty for zeros
   * @param size bytes an element
   */
  public FilledElements(byte[] fill, int size, OutputBuffer output) {
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
