package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of one stream whose columns are in several places: tables cut because they have too
 * many columns, and arrays of unequal length. The n-th rows belong together.
 */
final class JoinedSection implements Section {
  private final StreamPlan plan;
  private final TableStorage storage;
  private final EventWriter writer;
  private final List<TableRows> queries = new ArrayList<>();
  private final List<ResultSet> rows = new ArrayList<>();
  private final Map<String, RowArrays> ragged = new LinkedHashMap<>();
  private Optional<EventColumns> columns = Optional.empty();

  JoinedSection(StreamPlan plan, TableStorage storage, Json json) {
    this.plan = plan;
    this.storage = storage;
    this.writer = new EventWriter(json);
  }

  private EventColumns begin() throws SQLException, IOException {
    List<List<String>> results = new ArrayList<>();
    List<DataNode> tables = plan.stream().tables();
    for (DataNode table : tables) {
      TableRows query = storage.rows(table, List.of(table.datasetId()), Optional.empty());
      queries.add(query);
      ResultSet result = query.result();
      rows.add(result);
      results.add(EventColumns.names(result.getMetaData()));
    }
    for (DataNode node : plan.stream().ragged()) {
      if (storage.has(node)) {
        TableRows query = storage.rows(node, List.of(node.datasetId()), Optional.of("chunk_index"));
        queries.add(query);
        ragged.put(plan.original(node.key()), new RaggedRows(node, query.result()));
      }
    }
    return new EventColumns(plan, results);
  }

  @Override
  public boolean next(RebuiltDocument document) throws SQLException, IOException {
    if (columns.isEmpty()) {
      columns = Optional.of(begin());
    }
    for (ResultSet table : rows) {
      if (!table.next()) {
        return false;
      }
    }
    document.set(
        plan.run().uid(),
        "event",
        writer.event(plan, columns.get(), (t, i) -> rows.get(t).getObject(i), ragged),
        List.of());
    return true;
  }

  @Override
  public void close() throws IOException {
    for (TableRows query : queries) {
      query.close();
    }
  }
}
