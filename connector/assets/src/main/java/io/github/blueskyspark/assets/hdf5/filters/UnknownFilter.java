package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.hdf5.format.FilterSpec;

/** A filter that this reader does not know; said when a chunk needs it. */
final class UnknownFilter implements Filter {
  private final FilterSpec spec;

  UnknownFilter(FilterSpec spec) {
    this.spec = spec;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    throw new UnsupportedFilterException(spec);
  }
}
