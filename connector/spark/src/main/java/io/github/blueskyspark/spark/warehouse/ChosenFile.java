package io.github.blueskyspark.spark.warehouse;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * A data file of which rows are wanted.
 *
 * @param everything whether all rows are wanted
 * @param uids runs whose rows are wanted; empty when all are
 */
record ChosenFile(StoredFile file, boolean everything, Set<String> uids) implements Serializable {
  /** Copies the set. */
  ChosenFile {
    uids = new HashSet<>(uids);
  }

  boolean wants(String uid) {
    return everything || uids.contains(uid);
  }
}
