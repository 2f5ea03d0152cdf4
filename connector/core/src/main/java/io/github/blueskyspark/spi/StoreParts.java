package io.github.blueskyspark.spi;

import java.util.List;

/**
 * What a store consists of.
 *
 * @param parts each a part of this store (its {@link FileRef#store()} is the store's name), or a
 *     plain document file
 * @param apart whether no run is in two parts, so that nothing has to be looked up to group them
 */
public record StoreParts(List<FileRef> parts, boolean apart) {
  /** Copies the list. */
  public StoreParts {
    parts = List.copyOf(parts);
  }
}
