package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.predicates.RunEntry;
import java.io.Serializable;
import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A run found in {@code runs}.
 *
 * @param uid of the run
 * @param hasScanId whether its start document has an integer there
 * @param scanId 0 when it has none
 * @param startTime seconds since the epoch, NaN when unknown
 * @param batch where its rows lie, in every table
 */
record StoredRun(
    String uid, boolean hasScanId, long scanId, double startTime, StoredFile.Batch batch)
    implements Serializable {
  /** Unknown start times count as oldest, ties are broken by uid. */
  static final Comparator<StoredRun> NEWEST_FIRST =
      Comparator.comparingDouble(StoredRun::age).thenComparing(StoredRun::uid).reversed();

  private double age() {
    return Double.isNaN(startTime) ? Double.NEGATIVE_INFINITY : startTime;
  }

  RunEntry entry() {
    return new RunEntry(uid, hasScanId ? OptionalLong.of(scanId) : OptionalLong.empty(), startTime);
  }
}
