package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.Split;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A split, as Spark carries it to a task.
 *
 * @param hosts that keep most of its bytes
 */
record BlueskyInputPartition(Split split, List<String> hosts) implements InputPartition {
  private static final long serialVersionUID = 1L;

  BlueskyInputPartition {
    hosts = List.copyOf(hosts);
  }

  @Override
  public String[] preferredLocations() {
    return hosts.toArray(String[]::new);
  }
}
