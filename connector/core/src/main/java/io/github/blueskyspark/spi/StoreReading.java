package io.github.blueskyspark.spi;

import io.github.blueskyspark.options.OptionValues;
import java.util.Set;

/**
 * How a part of a store is read.
 *
 * @param storage where files are
 * @param limits bounds on one document
 * @param options the reader's options, with the paths and their passwords
 * @param scope which documents are needed; a store may give more
 * @param runUids wanted runs; all when empty; a store may give others besides
 * @param share of the runs of a part that {@link StoreParts#divisible} names; no others are given
 */
public record StoreReading(
    Storage storage,
    ReadLimits limits,
    OptionValues options,
    Scope scope,
    Set<String> runUids,
    RunShare share) {
  /** Of every run in a part. */
  public StoreReading(
      Storage storage, ReadLimits limits, OptionValues options, Scope scope, Set<String> runUids) {
    this(storage, limits, options, scope, runUids, RunShare.WHOLE);
  }

  /** Which documents of a run are needed. */
  public enum Scope {
    /** Start and stop. */
    ENDS,
    /** All but events and datums. */
    METADATA,
    /** Every document. */
    EVERYTHING
  }

  /** Copies the set. */
  public StoreReading {
    runUids = Set.copyOf(runUids);
  }
}
