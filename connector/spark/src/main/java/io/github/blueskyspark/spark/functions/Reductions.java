package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.FrameStatistics;
import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import io.github.blueskyspark.arrays.NdArray;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * What several functions share: statistics over all elements, and counting without looking at the
 * bytes.
 */
final class Reductions {
  private Reductions() {}

  /** Statistics of an array of numbers. */
  static FrameStatistics of(NdArray array, Wanted wanted) {
    return FrameStatistics.of(array.dtype(), wanted)
        .orElseThrow(
            () ->
                new IllegalStateException("No statistics of " + array.dtype() + "; please report"))
        .add(array.data());
  }

  /** Number of elements of a shape. */
  static long size(ArrayData shape) {
    long size = 1;
    for (int i = 0; i < shape.numElements(); i++) {
      size = Math.multiplyExact(size, (long) shape.getInt(i));
    }
    return size;
  }
}
