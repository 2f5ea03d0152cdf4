package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.junit.jupiter.api.Test;

class ScanMetricsTest {

  private static List<String> names(Map<String, String> options) {
    return Arrays.stream(ScanMetrics.of(OptionValues.parse(options)))
        .map(CustomMetric::name)
        .toList();
  }

  @Test
  void skippedChunksAreShownOnlyWhereARegionIsRead() {
    assertThat(names(Map.of())).contains("chunks decoded").doesNotContain("chunks skipped");
    assertThat(names(Map.of("roi", "0:2,0:2"))).contains("chunks decoded", "chunks skipped");
  }

  @Test
  void bytesAndTimesHaveTheirUnits() {
    for (CustomMetric metric : ScanMetrics.of(OptionValues.parse(Map.of()))) {
      String shown = metric.aggregateTaskMetrics(new long[] {2_000_000_000L});
      switch (metric.name()) {
        case "bytes read" -> assertThat(shown).isEqualTo("1.9 GiB");
        case "decode time" -> assertThat(shown).isEqualTo("2.0 s");
        default -> assertThat(shown).isEqualTo("2000000000");
      }
    }
  }

  @Test
  void aTaskReportsWhatItCounted() {
    ReadMetrics counted = new ReadMetrics();
    counted.add(Counter.FILES_OPENED, 2);
    counted.add(Counter.FILES_OPENED, 1);
    CustomTaskMetric[] reported = ScanMetrics.of(counted);
    assertThat(reported)
        .filteredOn(m -> m.name().equals("files opened"))
        .extracting(CustomTaskMetric::value)
        .containsExactly(3L);
    assertThat(reported)
        .filteredOn(m -> m.name().equals("bytes read"))
        .extracting(CustomTaskMetric::value)
        .containsExactly(0L);
  }
}
