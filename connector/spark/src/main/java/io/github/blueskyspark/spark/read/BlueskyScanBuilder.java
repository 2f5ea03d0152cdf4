package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.spark.vectors.SparkTypes;
import io.github.blueskyspark.spark.warehouse.StoredRead;
import io.github.blueskyspark.spark.warehouse.StoredTables;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Collects what Spark pushes down: columns and fields, conditions, a limit. */
final class BlueskyScanBuilder
    implements SupportsPushDownV2Filters, SupportsPushDownRequiredColumns, SupportsPushDownLimit {
  private final OpenArchive opened;
  private final TableName table;
  private final String member;
  private final List<Column> columns;
  private final List<ColumnFilter> filters = new ArrayList<>();
  private final List<PushedMatch> matches = new ArrayList<>();
  private final List<Predicate> pushed = new ArrayList<>();
  private StructType schema;
  private int limit = BlueskyScan.NO_LIMIT;

  BlueskyScanBuilder(OpenArchive opened, TableName table, String member, List<Column> columns) {
    this.opened = opened;
    this.table = table;
    this.member = member;
    this.columns = columns;
    this.schema = SparkTypes.schema(columns);
  }

  /**
   * Every condition stays with Spark, except {@code matches}, which the core applies to the last
   * run.
   */
  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    List<Predicate> rest = new ArrayList<>();
    for (Predicate predicate : predicates) {
      Optional<PushedMatch> match = PushedMatch.of(table, predicate);
      if (match.isPresent()) {
        matches.add(match.get());
        pushed.add(predicate);
        continue;
      }
      rest.add(predicate);
      List<ColumnFilter> implied = PushedFilters.of(predicate);
      if (!implied.isEmpty()) {
        filters.addAll(implied);
        pushed.add(predicate);
      }
    }
    return rest.toArray(Predicate[]::new);
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(Predicate[]::new);
  }

  @Override
  public void pruneColumns(StructType required) {
    schema = required;
  }

  @Override
  public boolean pushLimit(int rows) {
    limit = rows;
    return true;
  }

  @Override
  public Scan build() {
    List<Column> wanted = new ArrayList<>();
    List<String> headersOnly = new ArrayList<>();
    for (StructField field : schema.fields()) {
      Column column = columnOf(field.name());
      wanted.add(column);
      if (column.type().kind() == ColumnType.Kind.NDARRAY && !wantsData(field)) {
        headersOnly.add(column.name());
      }
    }
    TableQuery query =
        new TableQuery(
            table,
            member,
            wanted,
            headersOnly,
            filters,
            matches.stream().map(PushedMatch::predicate).toList(),
            opened.options());
    ScanText text =
        new ScanText(
            opened.options(), query, limit, matches.stream().map(PushedMatch::text).toList());
    Optional<StoredRead> stored = StoredTables.of(opened).flatMap(s -> s.read(query));
    if (stored.isEmpty()) {
      return new BlueskyScan(opened, query, schema, text);
    }
    double share = (double) schema.defaultSize() / SparkTypes.schema(columns).defaultSize();
    return new StoredScan(opened, query, stored.get(), schema, text, share);
  }

  private Column columnOf(String name) {
    return columns.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseGet(
            () -> {
              if (name.equals(FileMetadata.COLUMN.name())) {
                return FileMetadata.COLUMN;
              }
              throw new IllegalStateException(
                  "Spark asks for column '" + name + "', which the table has not; please report");
            });
  }

  private static boolean wantsData(StructField field) {
    return Arrays.asList(((StructType) field.dataType()).fieldNames()).contains("data");
  }
}
