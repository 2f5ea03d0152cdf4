package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a Tiled catalog database. One connection; not thread safe. */
final class Catalog implements Closeable {
  /** Containers between a run and its tables that are no streams of their own. */
  private static final int DEEPEST = 3;

  private static final int BATCH = 200;

  private record Child(long id, long parent, String key, ObjectNode metadata, boolean isStream) {}

  private final Database database;
  private final Connection connection;
  private final Json json;

  Catalog(Database database, Json json) throws SQLException {
    this.database = database;
    this.json = json;
    this.connection = database.connect();
  }

  Connection connection() {
    return connection;
  }

  Database database() {
    return database;
  }

  /**
   * Runs by the ids of their nodes, in this order; those that are gone are left out.
   *
   * @param streams whether their streams are wanted
   */
  List<RunNode> runs(List<Long> ids, boolean streams) throws SQLException, IOException {
    Map<Long, RunNode> found = new LinkedHashMap<>();
    try (PreparedStatement query =
        in("SELECT id, key, metadata FROM nodes WHERE id IN (", ids.size(), ") ORDER BY id")) {
      bind(query, ids);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong(1);
          ObjectNode metadata = json.objectOrEmpty(rows.getString(3));
          found.put(id, new RunNode(id, rows.getString(2), metadata, List.of()));
        }
      }
    }
    if (streams && !found.isEmpty()) {
      Map<Long, List<StreamNode>> byRun = streams(found.keySet());
      found.replaceAll(
          (id, run) ->
              new RunNode(id, run.key(), run.metadata(), byRun.getOrDefault(id, List.of())));
    }
    return List.copyOf(found.values());
  }

  private Map<Long, List<StreamNode>> streams(Collection<Long> runs)
      throws SQLException, IOException {
    Map<Long, Long> runOf = new LinkedHashMap<>(); // by node
    runs.forEach(r -> runOf.put(r, r));
    List<Child> all = new ArrayList<>();
    Set<Long> level = new HashSet<>(runs);
    for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
      List<Child> children = containers(level);
      level.clear();
      for (Child child : children) {
        boolean isNew = runOf.putIfAbsent(child.id(), runOf.get(child.parent())) == null;
        if (isNew && child.isStream()) {
          all.add(child);
        } else if (isNew) {
          level.add(child.id());
        }
      }
    }
    Map<Long, List<DataNode>> data = data(all.stream().map(Child::id).toList());
    Map<Long, List<StreamNode>> byRun = new LinkedHashMap<>();
    all.sort((a, b) -> Long.compare(a.id(), b.id()));
    for (Child c : all) {
      byRun
          .computeIfAbsent(runOf.get(c.id()), r -> new ArrayList<>())
          .add(new StreamNode(c.id(), c.key(), c.metadata(), data.getOrDefault(c.id(), List.of())));
    }
    return byRun;
  }

  private List<Child> containers(Collection<Long> parents) throws SQLException, IOException {
    List<Child> found = new ArrayList<>();
    for (List<Long> some : cut(parents)) {
      try (PreparedStatement query =
          in(
              "SELECT id, parent, key, metadata, specs FROM nodes"
                  + " WHERE CAST(structure_family AS text) IN ('container', 'composite') AND parent IN (",
              some.size(),
              ") ORDER BY id")) {
        bind(query, some);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            ObjectNode metadata = json.objectOrEmpty(rows.getString(4));
            String specs = String.valueOf(rows.getString(5));
            boolean isStream =
                specs.contains("\"BlueskyEventStream\"") || metadata.has("data_keys");
            found.add(
                new Child(rows.getLong(1), rows.getLong(2), rows.getString(3), metadata, isStream));
          }
        }
      }
    }
    return found;
  }

  /** Tables and arrays by the id of the stream's node, those in its own containers included. */
  private Map<Long, List<DataNode>> data(Collection<Long> streams)
      throws SQLException, IOException {
    Map<Long, Long> streamOf = new LinkedHashMap<>();
    streams.forEach(s -> streamOf.put(s, s));
    Map<Long, List<DataNode>> all = new LinkedHashMap<>();
    Set<Long> level = new HashSet<>(streams);
    for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
      for (List<Long> some : cut(level)) {
        data(some, streamOf, all);
      }
      Set<Long> below = new HashSet<>();
      for (Child c : containers(level)) {
        boolean holdsData = !c.isStream() && !c.key().startsWith("config");
        if (holdsData && streamOf.putIfAbsent(c.id(), streamOf.get(c.parent())) == null) {
          below.add(c.id());
        }
      }
      level = below;
    }
    assign(all.values());
    return all;
  }

  private void data(List<Long> parents, Map<Long, Long> streamOf, Map<Long, List<DataNode>> all)
      throws SQLException, IOException {
    try (PreparedStatement query =
        in(
            "SELECT n.parent, n.key, n.structure_family, n.metadata, d.id, d.mimetype,"
                + " d.management, d.parameters, s.structure FROM nodes n"
                + " JOIN data_sources d ON d.node_id = n.id"
                + " LEFT JOIN structures s ON s.id = d.structure_id"
                + " WHERE CAST(n.structure_family AS text) NOT IN ('container', 'composite') AND n.parent IN (",
            parents.size(),
            ") ORDER BY n.id, d.id")) {
      bind(query, parents);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          DataNode.Managed managed =
              "external".equals(rows.getString(7))
                  ? DataNode.Managed.EXTERNALLY
                  : DataNode.Managed.INTERNALLY;
          all.computeIfAbsent(streamOf.get(rows.getLong(1)), s -> new ArrayList<>())
              .add(
                  new DataNode(
                      rows.getString(2),
                      String.valueOf(rows.getString(3)),
                      json.objectOrEmpty(rows.getString(4)),
                      rows.getLong(5),
                      String.valueOf(rows.getString(6)),
                      managed,
                      json.objectOrEmpty(rows.getString(8)),
                      json.objectOrEmpty(rows.getString(9)),
                      List.of()));
        }
      }
    }
  }

  private void assign(Collection<List<DataNode>> nodes) throws SQLException {
    Map<Long, List<Asset>> assets = new LinkedHashMap<>();
    List<Long> sources = nodes.stream().flatMap(List::stream).map(DataNode::source).toList();
    for (List<Long> some : cut(sources)) {
      try (PreparedStatement query =
          in(
              "SELECT p.data_source_id, a.data_uri, p.num FROM data_source_asset_association p"
                  + " JOIN assets a ON a.id = p.asset_id WHERE p.data_source_id IN (",
              some.size(),
              ") ORDER BY p.data_source_id, p.parameter, p.num")) {
        bind(query, some);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            int num = rows.getInt(3);
            boolean isSequence = !rows.wasNull();
            assets
                .computeIfAbsent(rows.getLong(1), s -> new ArrayList<>())
                .add(new Asset(String.valueOf(rows.getString(2)), isSequence ? num : -1));
          }
        }
      }
    }
    nodes.forEach(of -> of.replaceAll(n -> n.with(assets.getOrDefault(n.source(), List.of()))));
  }

  private static List<List<Long>> cut(Collection<Long> ids) {
    List<Long> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    List<List<Long>> batches = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += BATCH) {
      batches.add(sorted.subList(i, Math.min(sorted.size(), i + BATCH)));
    }
    return batches;
  }

  /** A statement with that many parameters in the place between its two parts. */
  private PreparedStatement in(String before, int parameters, String after) throws SQLException {
    return connection.prepareStatement(
        before + String.join(",", Collections.nCopies(parameters, "?")) + after);
  }

  private static void bind(PreparedStatement query, List<Long> ids) throws SQLException {
    for (int i = 0; i < ids.size(); i++) {
      query.setLong(i + 1, ids.get(i));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("closing " + database.shown(), e);
    }
  }
}
