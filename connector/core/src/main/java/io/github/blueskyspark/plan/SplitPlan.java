package io.github.blueskyspark.plan;

import io.github.blueskyspark.predicates.KnownKeys;
import java.util.List;

/**
 * What the tasks of a query read.
 *
 * @param splits one a task
 * @param runs how many runs the tasks look at; a group of files that is not in the run index counts
 *     as one, and runs that tasks find in the index count there
 * @param skippedRuns runs that the run index showed not to be wanted, so that no task looks at them
 * @param keys of the runs that planning tested conditions on
 */
public record SplitPlan(List<Split> splits, long runs, long skippedRuns, KnownKeys keys) {
  /** Copies the list. */
  public SplitPlan {
    splits = List.copyOf(splits);
  }
}
