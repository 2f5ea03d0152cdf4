package io.github.blueskyspark.archives.tiled;

/** What differs between the databases that Tiled keeps its catalog and its tables in. */
enum Dialect {
  SQLITE("rowid"),
  DUCKDB("rowid"),
  POSTGRESQL("ctid");

  private final String insertionOrder;

  Dialect(String insertionOrder) {
    this.insertionOrder = insertionOrder;
  }

  /** The hidden column by which rows come in the order in which they were written. */
  String insertionOrder() {
    return insertionOrder;
  }
}
