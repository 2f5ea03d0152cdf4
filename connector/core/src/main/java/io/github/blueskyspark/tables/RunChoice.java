package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RunIndex;
import java.util.Set;
import java.util.function.Predicate;

/** Which runs are wanted. */
public interface RunChoice extends Predicate<RunIndex> {
  /** Whether it looks at descriptors, which stand between the head and the tail of a file. */
  boolean asksForDescriptors();

  /** Uids of the runs that are wanted at the most; all when empty. */
  default Set<String> uids() {
    return Set.of();
  }

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
