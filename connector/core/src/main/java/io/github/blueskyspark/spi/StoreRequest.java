package io.github.blueskyspark.spi;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.Predicate;
import java.util.List;
import java.util.Set;

/**
 * Which runs of a store are wanted. A store may narrow its parts by it as far as it can do so
 * exactly or with too many; every run is tested again by its documents.
 *
 * @param place where the store is
 * @param options the reader's options; {@code since} and {@code until} among them
 * @param storage where files are
 * @param conditions all must hold: option {@code query} and those pushed down from SQL
 * @param runUids wanted runs; all when empty
 */
public record StoreRequest(
    ArchivePlace place,
    OptionValues options,
    Storage storage,
    List<Predicate> conditions,
    Set<String> runUids) {
  /** Copies the lists. */
  public StoreRequest {
    conditions = List.copyOf(conditions);
    runUids = Set.copyOf(runUids);
  }
}
