package io.github.blueskyspark.converters.panda;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a conversion of PandA files did.
 *
 * @param outcome whether anything was written
 * @param sources PandA files looked at
 * @param converted files whose rows were written
 * @param rows rows written
 * @param columns columns of the table, by name with their type
 * @param files Parquet files written
 * @param bytes their size together
 * @param runs runs that rows were assigned to
 * @param notes what was odd, a sentence each with its file
 * @param rejected files that could not be read, with the message
 */
public record PandaReport(
    Outcome outcome,
    long sources,
    long converted,
    long rows,
    Map<String, String> columns,
    long files,
    long bytes,
    long runs,
    List<String> notes,
    List<String> rejected) {
  /** How it ended. */
  public enum Outcome {
    /** Files were written. */
    CONVERTED,
    /** All files are as they were. */
    UNCHANGED
  }

  /** Copies the collections. */
  public PandaReport {
    columns = new TreeMap<>(columns);
    notes = List.copyOf(notes);
    rejected = List.copyOf(rejected);
  }
}
