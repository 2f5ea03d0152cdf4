package io.github.blueskyspark.plan;

import io.github.blueskyspark.predicates.RunKey;
import java.util.List;
import java.util.Optional;

/**
 * Finds runs where something else than their documents tells of them, such as a table of runs. Both
 * answers are those that the documents would give, among the runs that the options choose; empty
 * where only the documents tell.
 */
public interface RunLookup {
  /**
   * uids of the runs that keys mean.
   *
   * @throws io.github.blueskyspark.errors.BlueskyException when a key means none, or too many
   */
  Optional<List<String>> uids(List<RunKey> keys);

  /** uids of the newest runs, newest first. */
  Optional<List<String>> newest(int limit);
}
