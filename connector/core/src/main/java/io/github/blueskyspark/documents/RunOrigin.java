package io.github.blueskyspark.documents;

/**
 * Where a run's first document stands.
 *
 * @param file number of the file in its group
 * @param source URI of the file
 * @param position byte offset in it
 */
public record RunOrigin(int file, String source, long position) {}
