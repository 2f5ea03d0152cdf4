package io.github.blueskyspark.converters.align;

import io.github.blueskyspark.converters.align.KeySample.Weighted;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Consecutive ranges of places that hold about the same number of rows. A slice is named by a
 * number that Spark's hash partitioning sends to the partition of the same position, so that
 * partitions follow each other as slices do: the joined rows need no further sort.
 */
final class Slices implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 20_000;
  private static final int SPARK_SEED = 42;

  private final Axis axis;
  private final Key[] bounds;
  private final int[] names;

  private Slices(Axis axis, Key[] bounds) {
    this.axis = axis;
    this.bounds = bounds;
    this.names = names(bounds.length + 1);
  }

  /** Slices of about so many rows each. */
  static Slices of(KeySample sample, Axis axis, long rowsASlice) {
    long wanted = Math.min(MOST, (sample.rows() + rowsASlice - 1) / rowsASlice);
    List<Weighted> places = new ArrayList<>(sample.places());
    places.sort((a, b) -> a.place().compare(b.place(), axis));
    double share = (double) sample.rows() / Math.max(1, wanted);
    List<Key> bounds = new ArrayList<>();
    double passed = 0;
    for (Weighted place : places) {
      boolean isNew =
          bounds.isEmpty() || bounds.get(bounds.size() - 1).compare(place.place(), axis) < 0;
      if (passed >= share * (bounds.size() + 1) && isNew) {
        bounds.add(place.place());
      }
      passed += place.rows();
    }
    return new Slices(axis, bounds.toArray(Key[]::new));
  }

  int count() {
    return names.length;
  }

  /** Names of the slices, in order. */
  List<Integer> inOrder() {
    return Arrays.stream(names).boxed().toList();
  }

  /** Name of the slice of a place. */
  int nameOf(Key place) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[middle].compare(place, axis) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return names[low];
  }

  /** For each partition the smallest whole number whose hash leads there. */
  private static int[] names(int partitions) {
    int[] names = new int[partitions];
    Arrays.fill(names, -1);
    int missing = partitions;
    for (int name = 0; missing > 0; name++) {
      int at = Math.floorMod(Murmur3_x86_32.hashInt(name, SPARK_SEED), partitions);
      if (names[at] < 0) {
        names[at] = name;
        missing--;
      }
    }
    return names;
  }
}
