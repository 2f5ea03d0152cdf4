package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.spark.warehouse.StoredQuery;
import io.github.blueskyspark.spark.warehouse.StoredRead;
import io.github.blueskyspark.spark.warehouse.StoredSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** One reading of a warehouse's table from its Parquet files. */
final class StoredScan implements Batch, SupportsReportStatistics {
  private final OpenArchive opened;
  private final TableQuery query;
  private final StoredRead read;
  private final StructType schema;
  private final ScanText text;
  private final double share;
  private Optional<List<StoredSplit>> planned = Optional.empty();

  /**
   * @param share of the table's columns that are read, for the estimated size
   */
  StoredScan(
      OpenArchive opened,
      TableQuery query,
      StoredRead read,
      StructType schema,
      ScanText text,
      double share) {
    this.opened = opened;
    this.query = query;
    this.read = read;
    this.schema = schema;
    this.text = text;
    this.share = share;
  }

  private synchronized List<StoredSplit> splits() {
    if (planned.isEmpty()) {
      planned = Optional.of(read.splits(opened.tasks().parallelism()));
    }
    return planned.get();
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
    return splits().stream().map(StoredInputPartition::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    StoredQuery asked =
        new StoredQuery(
            schema, read.told(), read.tested(), read.test(), new ArrayList<>(query.filters()));
    return new StoredReaderFactory(asked, opened.taskStorage(), text.limit(), watch());
  }

  /** Looks out for keys that no run has, where there are conditions on keys. */
  private List<KeyWatch> watch() {
    List<Predicate> conditions = opened.conditions(query);
    if (conditions.isEmpty() || text.limit() != BlueskyScan.NO_LIMIT) {
      return List.of();
    }
    int splits = splits().size();
    if (!read.testsRuns() || splits == 0) {
      KeyWatch.warn(conditions, read.keys());
      return List.of();
    }
    KeyWatch watch = new KeyWatch(conditions, splits, new KnownKeys());
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

  @Override
  public Statistics estimateStatistics() {
    return new ScanSize((long) (read.bytes() * share));
  }

  /** What EXPLAIN and the SQL tab show. */
  @Override
  public String description() {
    return text.of(splits().size(), "Parquet files: " + read.shownFiles());
  }

  @Override
  public String toString() {
    return "StoredScan" + Arrays.toString(schema.fieldNames());
  }
}
