package io.github.blueskyspark.tables.index;

/** Signals a document that cannot be kept exactly; its group is read from its files. */
final class UnfitForIndex extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitForIndex(String what) {
    super(what, null, false, false);
  }
}
