package io.github.blueskyspark.converters.archive;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a conversion did.
 *
 * @param outcome in one word
 * @param id of the conversion, empty when nothing was written
 * @param sources files looked at
 * @param sourceBytes their size together
 * @param runs runs converted; for a plan, runs that would be
 * @param documents documents by kind that went in, which is also what came out
 * @param rows rows written by table folder
 * @param quarantined pieces of input rejected
 * @param superseded events that a later one with the same {@code seq_num} replaced
 * @param repeated events that were delivered before, word for word
 * @param kept runs among {@code runs} that no source holds any more and that stay as they were
 * @param files files written
 * @param bytes their size together
 */
public record ConversionReport(
    Outcome outcome,
    String id,
    long sources,
    long sourceBytes,
    long runs,
    Map<String, Long> documents,
    Map<String, Long> rows,
    long quarantined,
    long superseded,
    long repeated,
    long kept,
    long files,
    long bytes) {
  /** How it ended. */
  public enum Outcome {
    /** Files were written and count. */
    CONVERTED,
    /** The sources are as they were; nothing was written. */
    UNCHANGED,
    /** A plan only; nothing was written. */
    PLANNED
  }

  /** Copies and sorts the counts. */
  public ConversionReport {
    documents = new TreeMap<>(documents);
    rows = new TreeMap<>(rows);
  }
}
