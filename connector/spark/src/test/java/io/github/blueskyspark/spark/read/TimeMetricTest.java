package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeMetricTest {

  @Test
  void tasksAreSummedBeforeTheUnitIsChosen() {
    TimeMetric metric = new TimeMetric("decode time");
    assertThat(metric.aggregateTaskMetrics(new long[] {600_000_000L, 900_000_000L}))
        .isEqualTo("1.5 s");
    assertThat(metric.aggregateTaskMetrics(new long[] {2_000_000, 5_000_000})).isEqualTo("7 ms");
  }

  @Test
  void noTasksTookNoTime() {
    assertThat(new TimeMetric("decode time").aggregateTaskMetrics(new long[0])).isEqualTo("0 ms");
  }

  @Test
  void sparkCanMakeOneByName() throws ReflectiveOperationException {
    TimeMetric made = TimeMetric.class.getConstructor().newInstance();
    assertThat(made.aggregateTaskMetrics(new long[] {3_000_000_000L})).isEqualTo("3.0 s");
  }

  @Test
  void theLabelIsNameAndDescription() {
    assertThat(new TimeMetric("decode time").name()).isEqualTo("decode time");
    assertThat(new TimeMetric("decode time").description()).isEqualTo("decode time");
  }
}
