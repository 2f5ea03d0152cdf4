package io.github.blueskyspark.spark.warehouse;

/**
 * A Parquet file of the warehouse.
 *
 * @param path relative to the warehouse, with forward slashes
 * @param size bytes
 */
public record TableFile(String path, long size) {}
