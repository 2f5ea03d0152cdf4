package io.github.blueskyspark.spark.vectors;

/** Bytes of variable length that the columns of one batch hold together. */
final class BatchSize {
  private long bytes;

  void add(long more) {
    bytes += more;
  }

  long bytes() {
    return bytes;
  }

  void clear() {
    bytes = 0;
  }
}
