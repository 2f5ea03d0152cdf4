package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The documents of one run that a predicate may ask for. Each method is called only when the
 * predicate has a field there ({@link Predicate#targets()}), at most once an evaluation, so a cheap
 * source may read lazily.
 */
public interface RunFacts {
  /** The start document; empty when the head of the run is lost: its fields are missing then. */
  Optional<JsonNode> start();

  /** The stop document; empty for a run that was cut off: its fields are missing then. */
  Optional<JsonNode> stop();

  /** The event descriptors of all streams, in their order. */
  Iterable<JsonNode> descriptors();

  /** A run of which nothing but the start document is known. */
  static RunFacts ofStart(JsonNode start) {
    return new RunFacts() {
      @Override
      public Optional<JsonNode> start() {
        return Optional.of(start);
      }

      @Override
      public Optional<JsonNode> stop() {
        return Optional.empty();
      }

      @Override
      public Iterable<JsonNode> descriptors() {
        return List.of();
      }
    };
  }
}
