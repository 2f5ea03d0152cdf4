package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Option;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.plan.SplitPlan;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.tables.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
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

  private static final int SHOWN_PATHS = 3;

  private final OpenArchive opened;
  private final TableQuery query;
  private final StructType schema;
  private final int limit;
  private final List<String> matches;
  private Optional<SplitPlan> planned = Optional.empty();

  BlueskyScan(
      OpenArchive opened, TableQuery query, StructType schema, int limit, List<String> matches) {
    this.opened = opened;
    this.query = query;
    this.schema = schema;
    this.limit = limit;
    this.matches = List.copyOf(matches);
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
    return new BlueskyReaderFactory(query, opened.storage(), schema, limit, watch());
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
    long bytes = splits().stream().mapToLong(Split::weight).sum();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(Math.max(1, bytes));
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.empty();
      }
    };
  }

  /**
   * What EXPLAIN and the SQL tab show; values of secret options and credentials in URIs are left
   * out.
   */
  @Override
  public String description() {
    List<String> pushed = new ArrayList<>();
    query.filters().forEach(f -> pushed.add(f.toString()));
    matches.forEach(m -> pushed.add("matches(start, '" + m + "')"));
    List<String> parts = new ArrayList<>();
    parts.add(
        "table "
            + query.table().label()
            + (query.member().isEmpty() ? "" : " '" + query.member() + "'"));
    parts.add("PushedFilters: [" + String.join(", ", pushed) + "]");
    if (limit != NO_LIMIT) {
      parts.add("PushedLimit: " + limit);
    }
    parts.add(
        "Columns: ["
            + query.columns().stream().map(this::shown).collect(Collectors.joining(", "))
            + "]");
    parts.add("Splits: " + splits().size());
    parts.add("Options: [" + String.join(", ", shownOptions(opened.options())) + "]");
    parts.add("Path: " + shownPaths(opened.options()));
    return String.join(", ", parts);
  }

  private String shown(Column column) {
    return query.headersOnly().contains(column.name())
        ? column.name() + " (header)"
        : column.name();
  }

  private static List<String> shownOptions(OptionValues options) {
    List<Option<?>> elsewhere =
        List.of(Options.PATH, Options.TABLE, Options.STREAM, Options.DATA_KEY, Options.TIME_ZONE);
    return Options.all().stream()
        .filter(o -> options.has(o) && !elsewhere.contains(o))
        .map(
            o -> o.key() + "=" + (o.secret() ? "…" : Location.file(String.valueOf(options.get(o)))))
        .toList();
  }

  private static String shownPaths(OptionValues options) {
    List<String> paths = options.get(Options.PATH);
    String first =
        paths.stream()
            .limit(SHOWN_PATHS)
            .map(p -> Location.file(p).toString())
            .collect(Collectors.joining(", "));
    return paths.size() > SHOWN_PATHS
        ? first + " and " + (paths.size() - SHOWN_PATHS) + " more"
        : first;
  }

  @Override
  public String toString() {
    return "BlueskyScan" + Arrays.toString(schema.fieldNames());
  }
}
