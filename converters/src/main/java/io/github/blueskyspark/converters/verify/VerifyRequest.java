package io.github.blueskyspark.converters.verify;

import java.util.List;
import java.util.Map;

/**
 * What to compare.
 *
 * @param warehouse its directory
 * @param sources the archives that it was made of; none compares the warehouse with its own log
 *     alone
 * @param options reader options for the sources; a selection among them holds for the warehouse too
 */
public record VerifyRequest(String warehouse, List<String> sources, Map<String, String> options) {
  /** Copies the collections. */
  public VerifyRequest {
    sources = List.copyOf(sources);
    options = Map.copyOf(options);
  }
}
