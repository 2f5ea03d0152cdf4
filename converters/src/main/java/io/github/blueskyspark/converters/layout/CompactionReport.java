package io.github.blueskyspark.converters.layout;

/**
 * What a compaction did, or would do.
 *
 * @param filesBefore small files, and files that lack a column
 * @param bytesBefore their size together
 * @param filesAfter files in their place; 0 for a plan
 * @param bytesAfter their size together
 */
public record CompactionReport(
    long filesBefore, long bytesBefore, long filesAfter, long bytesAfter) {
  CompactionReport plus(CompactionReport other) {
    return new CompactionReport(
        filesBefore + other.filesBefore,
        bytesBefore + other.bytesBefore,
        filesAfter + other.filesAfter,
        bytesAfter + other.bytesAfter);
  }
}
