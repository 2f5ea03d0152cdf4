package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.SplitPlan;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The core's counters as metrics of the SQL tab. */
final class ScanMetrics {
  private ScanMetrics() {}

  /** One metric a counter; chunks are skipped, and that is counted, only where a region is read. */
  static CustomMetric[] of(OptionValues options) {
    return Arrays.stream(Counter.values())
        .filter(counter -> counter != Counter.CHUNKS_SKIPPED || options.has(Options.ROI))
        .map(ScanMetrics::metric)
        .toArray(CustomMetric[]::new);
  }

  private static CustomMetric metric(Counter counter) {
    return switch (counter) {
      case DECODE_TIME -> new TimeMetric(counter.label());
      case BYTES_READ -> new SizeMetric(counter.label());
      case FILES_OPENED,
          CHUNKS_DECODED,
          CHUNKS_SKIPPED,
          RUNS_PLANNED,
          RUNS_SKIPPED_BY_INDEX,
          DOCUMENTS_PARSED,
          DOCUMENTS_QUARANTINED ->
          new CountMetric(counter.label());
    };
  }

  /** What a task has counted so far. */
  static CustomTaskMetric[] of(ReadMetrics metrics) {
    return Arrays.stream(Counter.values())
        .map(counter -> new TaskValue(counter.label(), metrics.get(counter)))
        .toArray(CustomTaskMetric[]::new);
  }

  /** What the driver counts. */
  static CustomTaskMetric[] of(SplitPlan plan) {
    return new CustomTaskMetric[] {
      new TaskValue(Counter.RUNS_PLANNED.label(), plan.runs()),
      new TaskValue(Counter.RUNS_SKIPPED_BY_INDEX.label(), plan.skippedRuns())
    };
  }

  private record TaskValue(String name, long value) implements CustomTaskMetric {}
}
