package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.TableName;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one scan asks for; sent to every task.
 *
 * @param table the table
 * @param member stream name of {@code stream}, data key of {@code frames}, else empty
 * @param columns required columns in the order of the cells; hidden columns are named {@code
 *     _metadata.file_path} and so on
 * @param headersOnly NDARRAY columns of which only dtype and shape are wanted
 * @param filters conditions that prune; the engine evaluates them again
 * @param matches conditions in the MongoDB query language pushed down from SQL, all of which must
 *     hold
 * @param options the reader's options
 */
public record TableQuery(
    TableName table,
    String member,
    List<Column> columns,
    List<String> headersOnly,
    List<ColumnFilter> filters,
    List<Predicate> matches,
    OptionValues options)
    implements Serializable {
  private static final String RUN_UID = "run_uid";

  /** Copies the lists. */
  public TableQuery {
    columns = List.copyOf(columns);
    headersOnly = List.copyOf(headersOnly);
    filters = List.copyOf(filters);
    matches = List.copyOf(matches);
  }

  /**
   * Runs that the conditions name, mutable; empty where they name none. A set without elements
   * means that two conditions leave no run.
   */
  public Optional<Set<String>> runUids() {
    Optional<Set<String>> wanted = Optional.empty();
    for (ColumnFilter filter : filters) {
      boolean names =
          filter.test() == ColumnFilter.Test.EQ || filter.test() == ColumnFilter.Test.IN;
      if (names && filter.column().equals(RUN_UID)) {
        Set<String> uids = new HashSet<>();
        filter.values().forEach(v -> uids.add(v.toString()));
        wanted.ifPresent(uids::retainAll);
        wanted = Optional.of(uids);
      }
    }
    return wanted;
  }

  /** Whether a column of that name is required. */
  public boolean wants(String column) {
    return columns.stream().anyMatch(c -> c.name().equals(column));
  }
}
