package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;

/**
 * What rows of the tables about runs are made of.
 *
 * @param run the run
 * @param file where its first document stands
 */
record RunRow(RunIndex run, FileRef file) {}
