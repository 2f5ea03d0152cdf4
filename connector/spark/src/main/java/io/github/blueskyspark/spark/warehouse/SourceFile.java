package io.github.blueskyspark.spark.warehouse;

import java.io.Serializable;

/**
 * A file that a conversion read, as it was listed before.
 *
 * @param path absolute URI
 * @param size bytes
 * @param modified milliseconds since the epoch
 * @param sha256 of its first {@code size} bytes, lower-case hex; empty until it is known
 */
public record SourceFile(String path, long size, long modified, String sha256)
    implements Serializable {
  /** Whether nothing says that the file has changed. */
  public boolean looksLike(SourceFile other) {
    return path.equals(other.path) && size == other.size && modified == other.modified;
  }

  /** The same file with its hash. */
  public SourceFile hashed(String hash) {
    return new SourceFile(path, size, modified, hash);
  }
}
