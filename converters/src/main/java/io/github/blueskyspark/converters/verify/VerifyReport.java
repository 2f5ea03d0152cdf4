package io.github.blueskyspark.converters.verify;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param files files of the warehouse whose bytes were compared with the commit log
 * @param documents documents of the source that were compared
 * @param arrays frames that were compared
 * @param differences how many differences there are
 * @param examples the first of them, a sentence each
 */
public record VerifyReport(
    long files, long documents, long arrays, long differences, List<String> examples) {
  /** Copies the list. */
  public VerifyReport {
    examples = List.copyOf(examples);
  }
}
