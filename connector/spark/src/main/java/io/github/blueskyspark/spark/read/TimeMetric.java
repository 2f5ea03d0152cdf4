package io.github.blueskyspark.spark.read;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;

/**
 * A metric that counts nanoseconds, summed over the tasks. Public, with an empty constructor,
 * because Spark makes it by name to show a sum.
 */
public final class TimeMetric implements CustomMetric {
  private final String label;

  /** For Spark, which only sums with it. */
  public TimeMetric() {
    this("");
  }

  TimeMetric(String label) {
    this.label = label;
  }

  @Override
  public String name() {
    return label;
  }

  @Override
  public String description() {
    return label;
  }

  @Override
  public String aggregateTaskMetrics(long[] values) {
    long total = Arrays.stream(values).sum();
    return Units.nanoseconds(total);
  }
}
