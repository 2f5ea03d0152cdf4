package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.plan.SplitPlan;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spark.storage.OpenArchive;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/**
 * One reading of a table: what was pushed down, and the splits, which are planned once and only
 * when asked for.
 */
final class BlueskyScan implements Batch, SupportsReportStatistics {
  static final int NO_LIMIT = -1;

  private final OpenArchive opened;
  private final TableQuery query;
  private final StructType schema;
  private final int limit;
  private final ScanText text;
  private Optional<SplitPlan> planned = Optional.empty();

  BlueskyScan(OpenArchive opened, TableQuery query, StructType schema, ScanText text) {
    this.opened = opened;
    this.query = query;
    this.schema = schema;
    this.limit = text.limit();
    this.text = text;
  }

  private synchronized SplitPlan plan() {
    if (planned.isEmpty()) {
      planned = Optional.of(opened.plan(query));
    }
    return planned.get();
  }

  private List<Split> splits() {
    return plan().splits();
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    List<Split> all = splits();
    List<List<String>> hosts = opened.hosts(all);
    return IntStream.range(0, all.size())
        .mapToObj(i -> new BlueskyInputPartition(all.get(i), hosts.get(i)))
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new BlueskyReaderFactory(query, opened.taskStorage(), schema, limit, watch());
  }

  /** Looks out for keys that no run has, where there are conditions on keys. */
  private List<KeyWatch> watch() {
    List<Predicate> conditions = opened.conditions(query);
    if (conditions.isEmpty() || limit != NO_LIMIT) {
      return List.of();
    }
    if (splits().isEmpty()) {
      KeyWatch.warn(conditions, opened.keys());
      return List.of();
    }
    KeyWatch watch = new KeyWatch(conditions, splits().size(), plan().keys());
    SparkSession.active().sparkContext().register(watch);
    return List.of(watch);
  }

  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return ScanMetrics.of(opened.options());
  }

  /** What planning left out; the tasks add to it. */
  @Override
  public CustomTaskMetric[] reportDriverMetrics() {
    return ScanMetrics.of(plan());
  }

  @Override
  public Statistics estimateStatistics() {
    return new ScanSize(splits().stream().mapToLong(Split::weight).sum());
  }

  /** What EXPLAIN and the SQL tab show. */
  @Override
  public String description() {
    return text.of(splits().size(), "");
  }

  @Override
  public String toString() {
    return "BlueskyScan" + Arrays.toString(schema.fieldNames());
  }
}
