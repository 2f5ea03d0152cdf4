package io.github.blueskyspark.converters.align;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was written.
 *
 * @param rows of the left side
 * @param matched of these, those that got a row, by right side
 * @param files Parquet files
 * @param bytes their size together
 */
public record AlignReport(long rows, Map<String, Long> matched, long files, long bytes) {
  /** Copies the map, in its order. */
  public AlignReport {
    matched = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(matched));
  }
}
