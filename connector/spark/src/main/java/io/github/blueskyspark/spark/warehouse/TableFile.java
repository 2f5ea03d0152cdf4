package io.github.blueskyspark.spark.warehouse;

/**
 * A Parquet file of the warehouse.
 *
 * @param path relative to the warehouse, with forward slashes
 * @param size bytes
 * @param sha256 of its bytes, lower-case hex; empty where an older version wrote the log
 */
public record TableFile(String path, long size, String sha256) {
  /** A file whose hash is not known. */
  public TableFile(String path, long size) {
    this(path, size, "");
  }
}
