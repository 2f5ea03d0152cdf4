package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountMetricTest {

  @Test
  void tasksAreSummed() {
    CountMetric metric = new CountMetric("files opened");
    assertThat(metric.aggregateTaskMetrics(new long[] {1, 0, 41})).isEqualTo("42");
    assertThat(metric.aggregateTaskMetrics(new long[0])).isEqualTo("0");
  }

  @Test
  void largeCountsAreNotShortened() {
    assertThat(new CountMetric().aggregateTaskMetrics(new long[] {5_000_000_000L, 1}))
        .isEqualTo("5000000001");
  }

  @Test
  void theLabelIsNameAndDescription() {
    CountMetric metric = new CountMetric("files opened");
    assertThat(metric.name()).isEqualTo("files opened");
    assertThat(metric.description()).isEqualTo("files opened");
  }

  @Test
  void sparkCanMakeOneByName() throws ReflectiveOperationException {
    CountMetric made = CountMetric.class.getConstructor().newInstance();
    assertThat(made.aggregateTaskMetrics(new long[] {2, 3})).isEqualTo("5");
  }
}
