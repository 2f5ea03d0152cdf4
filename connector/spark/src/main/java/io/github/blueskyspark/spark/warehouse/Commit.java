package io.github.blueskyspark.spark.warehouse;

import java.util.List;
import java.util.Map;

/**
 * One entry of the commit log: what a conversion read, wrote and replaced.
 *
 * @param number position in the log, from 1
 * @param id of the conversion; part of the name of every file it wrote
 * @param time seconds since the epoch
 * @param kind which job wrote it, {@code archive} or {@code panda}
 * @param selection options that decide what is read; conversions with equal ones follow each other
 * @param sources files read
 * @param runs number of runs
 * @param documents documents by kind
 * @param rows rows by table
 * @param quarantined pieces of input rejected
 * @param added files that count from this commit on
 * @param removed paths that counted before and no longer do
 */
public record Commit(
    long number,
    String id,
    double time,
    String kind,
    Map<String, String> selection,
    List<SourceFile> sources,
    long runs,
    Map<String, Long> documents,
    Map<String, Long> rows,
    long quarantined,
    List<TableFile> added,
    List<String> removed) {
  /** Copies the collections. */
  public Commit {
    selection = Map.copyOf(selection);
    sources = List.copyOf(sources);
    documents = Map.copyOf(documents);
    rows = Map.copyOf(rows);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
