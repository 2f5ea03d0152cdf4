package io.github.blueskyspark.predicates;

import java.util.OptionalLong;

/**
 * What has to be known of a run to find it by a key.
 *
 * @param uid the run's uid
 * @param scanId the start document's scan_id, if it has an integer there
 * @param startTime the start document's time in seconds since the epoch, UTC; NaN when it has none,
 *     which counts as before every other
 */
public record RunEntry(String uid, OptionalLong scanId, double startTime) {}
