package io.github.blueskyspark.documents;

/**
 * Where a document of a group stands.
 *
 * @param file number of the file
 * @param ordinal number of the document in it, 0-based
 * @param source URI of the file
 * @param position byte offset
 */
record DocumentPlace(int file, long ordinal, String source, long position) {}
