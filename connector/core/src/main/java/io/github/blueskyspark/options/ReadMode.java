package io.github.blueskyspark.options;

/** What happens to input that cannot be read. */
public enum ReadMode {
  /**
   * Bad pieces go to the table {@code quarantine}, values that do not fit become null; the rest is
   * read.
   */
  PERMISSIVE,
  /** Bad pieces are left out. */
  DROPMALFORMED,
  /** The first bad piece is an error. */
  FAILFAST
}
