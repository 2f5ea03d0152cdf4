package io.github.blueskyspark.converters.layout;

import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Numbers that Spark's hash partitioning sends to tasks 0, 1, 2 and so on. Numbers 0, 1, 2
 * themselves meet in some tasks and leave others empty.
 */
final class Slots {
  private static final int SPARK_SEED = 42;

  private Slots() {}

  /** For each of {@code tasks} tasks the smallest number that goes to it. */
  static int[] of(int tasks) {
    int[] slots = new int[tasks];
    boolean[] found = new boolean[tasks];
    int left = tasks;
    for (int number = 0; left > 0; number++) {
      int task = Math.floorMod(Murmur3_x86_32.hashInt(number, SPARK_SEED), tasks);
      if (!found[task]) {
        found[task] = true;
        slots[task] = number;
        left--;
      }
    }
    return slots;
  }
}
