package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeMetricTest {

  @Test
  void tasksAreSummedBeforeTheUnitIsChosen() {
    SizeMetric metric = new SizeMetric("bytes read");
    assertThat(metric.aggregateTaskMetrics(new long[] {512, 512})).isEqualTo("1.0 KiB");
    assertThat(metric.aggregateTaskMetrics(new long[] {1_048_576, 524_288})).isEqualTo("1.5 MiB");
  }

  @Test
  void noTasksHaveReadNothing() {
    assertThat(new SizeMetric("bytes read").aggregateTaskMetrics(new long[0])).isEqualTo("0 B");
  }

  @Test
  void sparkCanMakeOneByName() throws ReflectiveOperationException {
    SizeMetric made = SizeMetric.class.getConstructor().newInstance();
    assertThat(made.aggregateTaskMetrics(new long[] {1000})).isEqualTo("1000 B");
  }

  @Test
  void theLabelIsNameAndDescription() {
    assertThat(new SizeMetric("bytes read").name()).isEqualTo("bytes read");
    assertThat(new SizeMetric("bytes read").description()).isEqualTo("bytes read");
  }
}
