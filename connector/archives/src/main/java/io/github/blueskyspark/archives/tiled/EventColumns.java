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
   */
  record Column(int table, int index, String key, boolean isBoolean) {}

  private static final int NONE = 0;

  private final List<Column> data = new ArrayList<>();
  private final List<Column> timestamps = new ArrayList<>();
  private Column seqNum = new Column(0, NONE, "seq_num", false);
  private Column time = new Column(0, NONE, "time", false);

  /**
   * @param results the columns that the database gave, one for each of the stream's tables
   */
  EventColumns(StreamPlan plan, Dialect dialect, List<ResultSetMetaData> results)
      throws SQLException {
    List<DataNode> tables = plan.stream().tables();
    Set<String> all = new LinkedHashSet<>();
    tables.forEach(t -> all.addAll(names(t)));
    plan.stream().arrays().forEach(a -> all.add(a.key()));
    plan.stream().ragged().forEach(r -> all.add(r.key()));
    for (int t = 0; t < tables.size(); t++) {
      Map<String, Integer> index = new HashMap<>();
      for (int i = 1; i <= results.get(t).getColumnCount(); i++) {
        index.putIfAbsent(results.get(t).getColumnName(i).toLowerCase(Locale.ROOT), i);
      }
      Set<String> booleans =
          dialect == Dialect.SQLITE ? ArrowSchema.booleans(tables.get(t).structure()) : Set.of();
      for (String name : names(tables.get(t))) {
        int at = index.getOrDefault(name.toLowerCase(Locale.ROOT), NONE);
        place(plan, all, name, new Column(t, at, name, booleans.contains(name)));
      }
    }
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
              column.isBoolean());
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

  /** Whether events hold the key's timestamp, so that an event without it has no such key. */
  Set<String> stamped() {
    Set<String> keys = new HashSet<>();
    timestamps.forEach(c -> keys.add(c.key()));
    return keys;
  }
}
