package io.github.blueskyspark.spark.procedures;

import java.util.Map;

/**
 * The catalog in which a procedure is called.
 *
 * @param options its reader options, path included
 * @param forget makes it forget what it has looked up about the archive
 */
public record CatalogContext(Map<String, String> options, Runnable forget) {
  /** Copies the map. */
  public CatalogContext {
    options = Map.copyOf(options);
  }
}
