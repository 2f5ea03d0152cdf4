/**
 * The warehouse that the converters write: its commit log, which says what files count, and the
 * store that reads its documents back, so that a warehouse is an archive as any other.
 */
package io.github.blueskyspark.spark.warehouse;
