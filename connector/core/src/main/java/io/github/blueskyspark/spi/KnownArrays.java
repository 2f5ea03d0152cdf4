package io.github.blueskyspark.spi;

import java.io.IOException;
import java.util.Optional;

/** Where an archive knows the chunks of external arrays to stand. One owner, not thread safe. */
@FunctionalInterface
public interface KnownArrays {
  /** Those of an archive that keeps no such thing. */
  KnownArrays NONE = (run, stream, key, resource) -> Optional.empty();

  /**
   * The array of a resource; empty where that is not known, or too large to be held.
   *
   * @param run uid
   * @param key data key
   * @param resource uid
   */
  Optional<KnownArray> of(String run, String stream, String key, String resource)
      throws IOException;
}
