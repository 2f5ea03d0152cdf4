package io.github.blueskyspark.documents;

/**
 * The row that a datum names.
 *
 * @param resource uid of its resource
 * @param index as its document counts, in datum units
 */
public record DatumRow(String resource, long index) {}
