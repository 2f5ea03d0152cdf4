package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.Split;
import org.apache.spark.sql.connector.read.InputPartition;

/** A split, as Spark carries it to a task. */
record BlueskyInputPartition(Split split) implements InputPartition {
  private static final long serialVersionUID = 1L;
}
