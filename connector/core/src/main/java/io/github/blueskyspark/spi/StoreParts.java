package io.github.blueskyspark.spi;

import java.util.List;
import java.util.Set;

/**
 * What a store consists of.
 *
 * @param parts each a part of this store (its {@link FileRef#store()} is the store's name), or a
 *     plain document file
 * @param apart whether no run is in two parts, so that nothing has to be looked up to group them
 * @param divisible parts of which several tasks may each read a {@link RunShare}: they hold many
 *     runs, and what a document means depends on its own run alone
 */
public record StoreParts(List<FileRef> parts, boolean apart, Set<FileRef> divisible) {
  /** Copies the collections. */
  public StoreParts {
    parts = List.copyOf(parts);
    divisible = Set.copyOf(divisible);
  }

  /** Parts that are read whole. */
  public StoreParts(List<FileRef> parts, boolean apart) {
    this(parts, apart, Set.of());
  }
}
