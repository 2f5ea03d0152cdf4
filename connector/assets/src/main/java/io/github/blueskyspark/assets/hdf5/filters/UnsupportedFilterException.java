package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.hdf5.format.FilterSpec;

/** A chunk that was written through a filter that is not known here. */
public final class UnsupportedFilterException extends DamagedChunkException {
  private static final long serialVersionUID = 1L;

  UnsupportedFilterException(FilterSpec spec) {
    super(
        "it was written through filter "
            + spec.id()
            + (spec.name().startsWith("filter") ? ", which is not known" : " (" + spec.name() + ")")
            + ", which this reader does not decode");
  }
}
