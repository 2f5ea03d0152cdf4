package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a stream's tables are: data or timestamps of which key. Columns of the
 * database are in lower case; the structure keeps the names as they were.
 */
final class EventColumns {
  /**
   * A column.
   *
   * @param table which of the stream's tables
   * @param index 1-based in the result; 0 when the database has no such column
   * @param key original data key
   * @param kind what its values are, where the database has no such type
   */
  record Column(int table, int index, String key, ArrowSchema.Kind kind) {}

  private static final int NONE = 0;

  private final List<Column> data = new ArrayList<>();
  private final List<Column> timestamps = new ArrayList<>();
  private final Set<String> stamped = new HashSet<>();
  private Column seqNum = new Column(0, NONE, "seq_num", ArrowSchema.Kind.OTHER);
  private Column time = new Column(0, NONE, "time", ArrowSchema.Kind.OTHER);

  /**
   * @param results names of the columns as they come, one list for each of the stream's tables
   */
  EventColumns(StreamPlan plan, List<List<String>> results) {
    List<DataNode> tables = plan.stream().tables();
    Set<String> all = new LinkedHashSet<>();
    tables.forEach(t -> all.addAll(names(t)));
    plan.stream().arrays().forEach(a -> all.add(a.key()));
    plan.stream().ragged().forEach(r -> all.add(r.key()));
    for (int t = 0; t < tables.size(); t++) {
      Map<String, Integer> index = new HashMap<>();
      for (int i = 0; i < results.get(t).size(); i++) {
        index.putIfAbsent(results.get(t).get(i).toLowerCase(Locale.ROOT), i + 1);
      }
      ArrowSchema schema = ArrowSchema.of(tables.get(t).structure());
      for (String name : names(tables.get(t))) {
        int at = index.getOrDefault(name.toLowerCase(Locale.ROOT), NONE);
        place(plan, all, name, new Column(t, at, name, schema.kind(name)));
      }
    }
    timestamps.forEach(c -> stamped.add(c.key()));
  }

  /** The names of a query's columns. */
  static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
    }
    return names;
  }

  private void place(StreamPlan plan, Set<String> all, String name, Column column) {
    String stamped = name.startsWith("ts_") ? name.substring(3) : "";
    boolean isStamp =
        !stamped.isEmpty()
            && (plan.declares(stamped) || (all.contains(stamped) && !plan.declares(name)));
    if (name.equals("seq_num")) {
      seqNum = column;
    } else if (name.equals("time")) {
      time = column;
    } else {
      Column named =
          new Column(
              column.table(),
              column.index(),
              plan.original(isStamp ? stamped : name),
              column.kind());
      (isStamp ? timestamps : data).add(named);
    }
  }

  private static Set<String> names(DataNode table) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : table.structure().path("columns")) {
      names.add(name.asText());
    }
    return names;
  }

  Column seqNum() {
    return seqNum;
  }

  Column time() {
    return time;
  }

  List<Column> data() {
    return data;
  }

  List<Column> timestamps() {
    return timestamps;
  }

  /** Keys whose timestamps are kept, so that an event without one has no such key. */
  Set<String> stamped() {
    return stamped;
  }
}
