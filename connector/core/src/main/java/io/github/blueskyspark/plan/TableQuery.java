package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.TableName;
import java.io.Serializable;
import java.util.List;

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
  /** Copies the lists. */
  public TableQuery {
    columns = List.copyOf(columns);
    headersOnly = List.copyOf(headersOnly);
    filters = List.copyOf(filters);
    matches = List.copyOf(matches);
  }

  /** Whether a column of that name is required. */
  public boolean wants(String column) {
    return columns.stream().anyMatch(c -> c.name().equals(column));
  }
}
