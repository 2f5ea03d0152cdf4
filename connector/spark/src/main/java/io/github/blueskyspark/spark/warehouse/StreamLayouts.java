package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.warehouse.DeclaredStreams.Declared;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.StreamColumns;
import io.github.blueskyspark.tables.StreamColumns.Declaration;
import io.github.blueskyspark.tables.StreamColumns.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of one stream over the chosen runs, from {@code data_keys}.
 *
 * @param columns of the table
 * @param declared keys of chosen runs, by the conversion that wrote them
 */
record StreamLayouts(List<Column> columns, Map<Long, Set<String>> declared) {
  /** Copies the collections. */
  StreamLayouts {
    columns = List.copyOf(columns);
    declared = Map.copyOf(declared);
  }

  /**
   * Puts together what the files say.
   *
   * @param startTimes of the runs named, seconds since the epoch
   * @return empty when no run has the stream, or a type cannot be told from {@code data_keys}
   */
  static Optional<StreamLayouts> of(List<Declared> all, Map<String, Double> startTimes) {
    List<Layout> layouts = new ArrayList<>();
    Map<Long, Set<String>> declared = new HashMap<>();
    for (Declared one : all) {
      List<Declaration> keys = new ArrayList<>();
      for (DeclaredStreams.Key key : one.keys()) {
        Optional<ColumnType> type = type(key);
        if (type.isEmpty()) {
          return Optional.empty();
        }
        keys.add(new Declaration(key.name(), type.get(), key.external(), comment(key)));
        declared.computeIfAbsent(one.batch().commit(), c -> new HashSet<>()).add(key.name());
      }
      double start = startTimes.getOrDefault(one.runUid(), Double.NaN);
      layouts.add(new Layout(start, one.runUid(), keys));
    }
    return layouts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StreamLayouts(StreamColumns.union(StreamColumns.distinct(layouts)), declared));
  }

  /** Types of external keys that are no arrays are found in their files, so not here. */
  private static Optional<ColumnType> type(DeclaredStreams.Key key) {
    Optional<ColumnType> type = TypeText.of(key.type());
    return key.external()
        ? type.filter(t -> t.kind() == ColumnType.Kind.NDARRAY)
        : type.filter(t -> !TypeText.hasInnerVariant(t));
  }

  private static String comment(DeclaredStreams.Key key) {
    return key.units().isEmpty()
        ? key.source()
        : key.source().isEmpty() ? key.units() : key.units() + "; " + key.source();
  }
}
