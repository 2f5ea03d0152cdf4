package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.spark.warehouse.StoredSplit;
import org.apache.spark.sql.connector.read.InputPartition;

/** Pieces of Parquet files, as Spark carries them to a task. */
record StoredInputPartition(StoredSplit split) implements InputPartition {
  private static final long serialVersionUID = 1L;
}
