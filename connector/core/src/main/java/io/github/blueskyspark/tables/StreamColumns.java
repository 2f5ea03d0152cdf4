package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.tables.Column.Origin;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Columns of table {@code stream}: the union of the data keys over runs, and their names. */
public final class StreamColumns {
  /**
   * What one run declares of one key.
   *
   * @param type its column type there
   * @param comment units and source
   */
  public record Declaration(String key, ColumnType type, boolean external, String comment)
      implements Serializable {
    private boolean isArrayOutside() {
      return external && type.kind() == ColumnType.Kind.NDARRAY;
    }

    /** As a descriptor says it, with the type found in the external file where that decides. */
    static Declaration of(DataKey key, ColumnType type) {
      String units = key.text("units");
      String source = key.text("source");
      String comment = units.isEmpty() ? source : source.isEmpty() ? units : units + "; " + source;
      return new Declaration(key.name(), type, key.isExternal(), comment);
    }
  }

  /**
   * The keys of one run's stream, in order.
   *
   * @param startTime of the run, seconds since the epoch
   */
  public record Layout(double startTime, String runUid, List<Declaration> keys)
      implements Serializable {
    /** Copies the list. */
    public Layout {
      keys = List.copyOf(keys);
    }

    /** What two layouts must share to say the same of the table. */
    List<String> essence() {
      return keys.stream()
          .map(k -> k.key() + '\u0000' + k.type() + '\u0000' + k.external())
          .toList();
    }
  }

  /** Finds the type of a rank-0 external key in its file; the declared type where it cannot. */
  @FunctionalInterface
  public interface TypeLookup {
    /** Type of the column. */
    ColumnType of(RunIndex run, String stream, DataKey key);

    /** Believes the descriptors. */
    static TypeLookup declared() {
      return (run, stream, key) -> ColumnTypes.of(key);
    }
  }

  private StreamColumns() {}

  /** What a run says of a stream. */
  public static Layout layout(RunIndex run, String stream, TypeLookup types) {
    List<Declaration> keys = new ArrayList<>();
    run.keysOf(stream).values().forEach(k -> keys.add(Declaration.of(k, types.of(run, stream, k))));
    return new Layout(run.startTime(), run.uid(), keys);
  }

  /**
   * Drops layouts that an earlier run already said; small enough to send from tasks to the driver.
   */
  public static List<Layout> distinct(Collection<Layout> layouts) {
    Map<List<String>, Layout> first = new LinkedHashMap<>();
    for (Layout layout : layouts) {
      first.merge(layout.essence(), layout, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
    }
    return List.copyOf(first.values());
  }

  private static final Comparator<Layout> ORDER =
      Comparator.comparingDouble(Layout::startTime).thenComparing(Layout::runUid);

  /**
   * The table's columns: fixed ones, then keys in order of run start time, then a timestamp for
   * each internal key.
   */
  public static List<Column> union(Collection<Layout> layouts) {
    Map<String, Declaration> keys = new LinkedHashMap<>();
    for (Layout layout : layouts.stream().sorted(ORDER).collect(Collectors.toList())) {
      for (Declaration d : layout.keys()) {
        keys.merge(
            d.key(),
            d,
            (a, b) ->
                new Declaration(a.key(), union(a, b), a.external() || b.external(), a.comment()));
      }
    }
    Map<String, String> names = names(keys.keySet());
    List<Column> columns = new ArrayList<>(TableSchemas.of(TableName.STREAM));
    keys.values()
        .forEach(
            d -> {
              Origin.Kind kind = d.external() ? Origin.Kind.EXTERNAL : Origin.Kind.DATA;
              columns.add(
                  new Column(names.get(d.key()), d.type(), d.comment(), new Origin(kind, d.key())));
            });
    Set<String> taken =
        columns.stream().map(Column::name).collect(Collectors.toCollection(HashSet::new));
    for (Declaration d : keys.values()) {
      if (!d.external()) {
        String name = free("ts_" + d.key(), taken);
        columns.add(
            new Column(name, ColumnType.TIMESTAMP, "", new Origin(Origin.Kind.TIMESTAMP, d.key())));
      }
    }
    return columns;
  }

  /** An external array wins; one inside events is like anything else that is no number. */
  private static ColumnType union(Declaration a, Declaration b) {
    boolean outside = a.isArrayOutside() || b.isArrayOutside();
    boolean array =
        a.type().kind() == ColumnType.Kind.NDARRAY || b.type().kind() == ColumnType.Kind.NDARRAY;
    return array && !outside && !a.type().equals(b.type())
        ? ColumnType.VARIANT
        : ColumnTypes.union(a.type(), b.type());
  }

  /**
   * Column names of keys: their own, with a trailing underscore where a fixed column or another key
   * has it.
   */
  static Map<String, String> names(Collection<String> keys) {
    Map<String, String> names = new TreeMap<>();
    Set<String> taken = new HashSet<>(TableSchemas.STREAM_FIXED);
    for (String key : keys) {
      if (!TableSchemas.STREAM_FIXED.contains(key)) {
        taken.add(key);
        names.put(key, key);
      }
    }
    for (String key : keys) {
      if (TableSchemas.STREAM_FIXED.contains(key)) {
        names.put(key, free(key, taken));
      }
    }
    return names;
  }

  private static String free(String wanted, Set<String> taken) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }
}
