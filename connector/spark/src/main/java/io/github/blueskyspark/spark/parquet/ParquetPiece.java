package io.github.blueskyspark.spark.parquet;

import java.io.Serializable;

/**
 * A piece of a Parquet file: the row groups whose middle lies in it.
 *
 * @param uri of the file
 * @param start first byte, 0-based
 * @param length bytes
 */
public record ParquetPiece(String uri, long start, long length) implements Serializable {}
