package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RunIndex;
import java.util.function.Predicate;

/** Which runs are wanted. */
public interface RunChoice extends Predicate<RunIndex> {
  /** Whether it looks at descriptors, which stand between the head and the tail of a file. */
  boolean asksForDescriptors();

  /** Every run. */
  static RunChoice all() {
    return new RunChoice() {
      @Override
      public boolean asksForDescriptors() {
        return false;
      }

      @Override
      public boolean test(RunIndex run) {
        return true;
      }
    };
  }
}
