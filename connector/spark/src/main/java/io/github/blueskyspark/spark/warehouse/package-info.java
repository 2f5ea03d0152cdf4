/**
 * The warehouse that the converters write: its commit log, which says what files count, the store
 * that reads its documents back, so that a warehouse is an archive as any other, and its tables,
 * read from their Parquet files wherever these give the answer that the documents would give.
 */
package io.github.blueskyspark.spark.warehouse;
