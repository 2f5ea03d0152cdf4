package io.github.blueskyspark.spark.warehouse;

/**
 * A Parquet file of the warehouse.
 *
 * @param path relative to the warehouse, with forward slashes
 * @param size bytes
 * @param sha256 of its bytes, lower-case hex; empty where an older version wrote the log
 * @param owner number of the entry whose rows the file holds, where a later entry wrote the same
 *     rows anew; 0 for the entry that added it
 */
public record TableFile(String path, long size, String sha256, long owner) {
  /** A file of the entry that adds it. */
  public TableFile(String path, long size, String sha256) {
    this(path, size, sha256, 0);
  }

  /** A file whose hash is not known. */
  public TableFile(String path, long size) {
    this(path, size, "");
  }

  /** The same file with its hash. */
  public TableFile hashed(String hash) {
    return new TableFile(path, size, hash, owner);
  }

  /** The same file with rows of an entry. */
  public TableFile of(long entry) {
    return new TableFile(path, size, sha256, entry);
  }
}
