package io.github.blueskyspark.tables;

import java.io.IOException;

/** A group of files holds more runs than are kept in memory at once; see {@link GroupWindows}. */
public final class ManyRuns extends IOException {
  private static final long serialVersionUID = 1L;

  ManyRuns(int runs) {
    super("the files hold more than " + runs + " runs; please report");
  }
}
