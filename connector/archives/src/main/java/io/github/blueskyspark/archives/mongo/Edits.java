package io.github.blueskyspark.archives.mongo;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a stored document differs in from the one that was inserted.
 *
 * @param dropped top-level fields that the database or its writer added
 * @param replaced new texts of top-level fields
 * @param added the uid of a document that is known by its {@code _id} only
 */
record Edits(Set<String> dropped, Map<String, String> replaced, Optional<String> added) {
  /** The field of {@link #added}. */
  static final String ADDED = "uid";

  private static final String ID = "_id";

  /** As inserted, but for the {@code _id}. */
  static final Edits SINGLE = new Edits(Set.of(ID), Map.of(), Optional.empty());

  /** A page of the embedded layout. */
  static final Edits PAGE =
      new Edits(Set.of(ID, "size", "first_index", "last_index"), Map.of(), Optional.empty());

  boolean drops(String name) {
    return dropped.contains(name);
  }

  Optional<String> replacement(String name) {
    return replaced.isEmpty() ? Optional.empty() : Optional.ofNullable(replaced.get(name));
  }
}
