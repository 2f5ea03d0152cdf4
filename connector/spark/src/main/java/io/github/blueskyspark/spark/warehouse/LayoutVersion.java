package io.github.blueskyspark.spark.warehouse;

import java.util.Optional;

/** Versions written into footers and commits. */
public final class LayoutVersion {
  /** Raised when a column changes its name, type or meaning. */
  public static final int SCHEMA = 1;

  /** Raised when the commit log changes so that older programs must not write it. */
  public static final int LOG = 1;

  private LayoutVersion() {}

  /** Version of this program, from its jar. */
  public static String converter() {
    return Optional.ofNullable(LayoutVersion.class.getPackage().getImplementationVersion())
        .orElse("0.0-unpackaged");
  }
}
