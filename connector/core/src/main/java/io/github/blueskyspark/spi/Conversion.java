package io.github.blueskyspark.spi;

import java.util.List;
import java.util.Map;

/**
 * What a warehouse tells of one conversion that wrote it.
 *
 * @param id of the conversion
 * @param time when it was committed, seconds since the epoch
 * @param sources files that it read
 * @param converterVersion version of the program
 * @param options options that decided what was read; secrets are masked
 * @param runs number of runs
 * @param documents documents by kind
 * @param rows rows by table folder
 * @param quarantined pieces of input rejected
 */
public record Conversion(
    String id,
    double time,
    List<Source> sources,
    String converterVersion,
    Map<String, String> options,
    long runs,
    Map<String, Long> documents,
    Map<String, Long> rows,
    long quarantined) {
  /**
   * A file as it was when it was read.
   *
   * @param path absolute URI
   * @param size bytes
   * @param modified milliseconds since the epoch
   * @param sha256 of its bytes, lower-case hex; empty when not known
   */
  public record Source(String path, long size, long modified, String sha256) {}

  /** Copies the collections. */
  public Conversion {
    sources = List.copyOf(sources);
    options = Map.copyOf(options);
    documents = Map.copyOf(documents);
    rows = Map.copyOf(rows);
  }
}
