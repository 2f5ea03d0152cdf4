/**
 * Reads Parquet files of a warehouse through Spark's own vectorised reader: pieces of files,
 * conditions that drop row groups and pages, variants as they were stored, and the choice of rows
 * inside a batch. What the files mean is not known here.
 */
package io.github.blueskyspark.spark.parquet;
