package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import java.util.List;

/** Refuses regions that lead outside an array. */
public final class RegionCheck {
  private RegionCheck() {}

  /**
   * Compares a region with a shape.
   *
   * @throws AssetException with status {@link AssetStatus#SHORT} when it is not inside
   */
  public static void inside(Region region, List<Long> shape, Location where) {
    boolean isInside = region.rank() == shape.size();
    for (int a = 0; isInside && a < shape.size(); a++) {
      long length = shape.get(a);
      long start = region.start(a);
      long count = region.count(a);
      isInside = start >= 0 && count >= 0 && region.step(a) >= 1 && start <= length;
      isInside &=
          count == 0 || (start < length && count - 1 <= (length - 1 - start) / region.step(a));
    }
    if (!isInside) {
      throw new AssetException(
              where,
              "read region " + region,
              "the array has the shape " + shape,
              "Wait for the detector to flush, or read with missingFrames=null")
          .as(AssetStatus.SHORT);
    }
  }
}
