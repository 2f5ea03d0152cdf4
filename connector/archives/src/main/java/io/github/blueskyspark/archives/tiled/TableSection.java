package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of all streams that share one table, in the order of its rows: one pass over a table
 * that seldom has an index serves many runs.
 */
final class TableSection implements Section {
  private final Map<Long, StreamPlan> streams = new HashMap<>();
  private final Map<Long, EventColumns> columns = new HashMap<>();
  private final EventWriter writer;
  private final TableRows table;
  private int dataset;

  /**
   * @param plans streams with the same single table
   */
  TableSection(List<StreamPlan> plans, TableStorage storage, Json json)
      throws SQLException, IOException {
    for (StreamPlan plan : plans) {
      streams.put(plan.stream().tables().get(0).datasetId(), plan);
    }
    DataNode first = plans.get(0).stream().tables().get(0);
    List<Long> datasets = new ArrayList<>(streams.keySet());
    datasets.sort(Long::compare);
    writer = new EventWriter(json);
    table = storage.rows(first, datasets, Optional.empty());
  }

  @Override
  public boolean next(RebuiltDocument document) throws SQLException, IOException {
    ResultSet rows = table.result();
    if (dataset == 0) {
      dataset = rows.findColumn("_dataset_id");
    }
    if (!rows.next()) {
      return false;
    }
    long id = rows.getLong(dataset);
    StreamPlan plan = streams.get(id);
    EventColumns of = columns.get(id);
    if (of == null) {
      of = new EventColumns(plan, List.of(EventColumns.names(rows.getMetaData())));
      columns.put(id, of);
    }
    document.set(
        plan.run().uid(),
        "event",
        writer.event(plan, of, (t, i) -> rows.getObject(i), Map.of()),
        List.of());
    return true;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
