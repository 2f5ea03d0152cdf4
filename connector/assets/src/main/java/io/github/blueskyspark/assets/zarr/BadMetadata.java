package io.github.blueskyspark.assets.zarr;

import java.io.IOException;

/** Metadata of a store that cannot be used; the reader adds file and remedy. */
final class BadMetadata extends IOException {
  private static final long serialVersionUID = 1L;

  BadMetadata(String found) {
    super(found);
  }
}
