package io.github.blueskyspark.tables.index;

import java.io.IOException;

/** Says that bytes are no index, or not the one that was written. */
public final class DamagedIndex extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedIndex(String what) {
    super(what);
  }
}
