package io.github.blueskyspark.spark.warehouse;

import java.util.Optional;

/** Versions written into footers and commits. */
public final class LayoutVersion {
  /** Raised when a column changes its name, type or meaning. */
  public static final int SCHEMA = 1;

  /** Raised when the commit log changes so that older programs must not write it. */
  public static final int LOG = 2;

  /** What an entry has in which every file holds rows of that entry: older programs know it. */
  public static final int PLAIN_LOG = 1;

  /**
   * Marks, in Spark's schema in the footer, a VARIANT column whose numbers were of another kind
   * before: {@code 1.0} there may have been {@code 1}.
   */
  public static final String WIDENED = "bluesky.widened";

  private LayoutVersion() {}

  /** Version of this program, from its jar. */
  public static String converter() {
    return Optional.ofNullable(LayoutVersion.class.getPackage().getImplementationVersion())
        .orElse("0.0-unpackaged");
  }
}
