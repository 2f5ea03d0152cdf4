package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;

/**
 * How many virtual datasets lead to a dataset, and what following them has cost so far: a few
 * overlapping mappings on each of a few levels would otherwise mean billions of reads.
 */
final class Nesting {
  private static final int LEVELS = 16;
  private static final int STEPS = 10_000;

  private final int level;
  private final int[] steps;

  private Nesting(int level, int[] steps) {
    this.level = level;
    this.steps = steps;
  }

  /** That of a dataset the documents point at. */
  static Nesting none() {
    return new Nesting(0, new int[1]);
  }

  /** That of a source; what both cost is counted together. */
  Nesting below(Location where) {
    if (level >= LEVELS) {
      throw tooFar(
          where, "its sources are virtual over more than " + LEVELS + " levels, or in a circle");
    }
    return new Nesting(level + 1, steps);
  }

  /**
   * One more opening or reading of a source; those of the outermost dataset itself are its
   * mappings, which its file holds, and begin the count anew.
   */
  void step(Location where) {
    if (level == 0) {
      steps[0] = 0;
    } else if (++steps[0] > STEPS) {
      throw tooFar(where, "its sources are virtual again and lead over more than " + STEPS);
    }
  }

  private static AssetException tooFar(Location where, String found) {
    return new AssetException(
        where,
        "read virtual dataset",
        found,
        "Point the documents at the datasets that hold the data");
  }
}
