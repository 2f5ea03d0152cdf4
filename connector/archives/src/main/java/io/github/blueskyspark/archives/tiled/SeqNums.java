package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which events have a row in an array that Tiled wrote beside a stream's table. */
final class SeqNums {
  private SeqNums() {}

  /**
   * Half-open ranges of seq_num in the order of the rows. Arrays of detectors, and arrays without a
   * table, count from 1.
   */
  static List<long[]> of(StreamPlan plan, DataNode array, long rows, TableStorage storage)
      throws SQLException, IOException {
    List<DataNode> tables = plan.stream().tables();
    List<long[]> ranges = new ArrayList<>();
    if (array.managed() == DataNode.Managed.EXTERNALLY
        || tables.size() != 1
        || !storage.has(tables.get(0))) {
      ranges.add(new long[] {1, rows + 1});
      return ranges;
    }
    DataNode table = tables.get(0);
    String stamp = "ts_" + array.key().toLowerCase(Locale.ROOT);
    try (TableRows rowsOfTable =
        storage.rows(table, List.of(table.datasetId()), Optional.empty())) {
      ResultSet events = rowsOfTable.result();
      int seqNum = column(events, "seq_num");
      int time = column(events, stamp);
      while (seqNum > 0 && events.next()) {
        boolean hasRow = time == 0 || events.getObject(time) != null;
        if (hasRow) {
          add(ranges, events.getLong(seqNum));
        }
      }
    }
    return ranges;
  }

  private static int column(ResultSet rows, String name) throws SQLException {
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      if (rows.getMetaData().getColumnName(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return 0;
  }

  /** Adds the next row's seq_num. */
  static void add(List<long[]> ranges, long seqNum) {
    if (!ranges.isEmpty() && ranges.get(ranges.size() - 1)[1] == seqNum) {
      ranges.get(ranges.size() - 1)[1]++;
    } else {
      ranges.add(new long[] {seqNum, seqNum + 1});
    }
  }
}
