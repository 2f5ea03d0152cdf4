package io.github.blueskyspark.assets.csv;

import java.io.IOException;

/** Parameters of a table that cannot be used; the reader adds file and remedy. */
final class BadDialect extends IOException {
  private static final long serialVersionUID = 1L;

  BadDialect(String found) {
    super(found);
  }
}
