package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.spi.StoreRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ids of the wanted runs of a catalog, page by page along the index of parents, so that tables
 * and streams are not touched. Runs may lie in containers of any depth.
 */
final class RunListing {
  private static final int PAGE = 10_000;
  private static final int KEYS = 500;

  private record Row(long id, String key, boolean isRun) {}

  private final Connection connection;
  private final Metadata metadata;
  private final Optional<Condition> wanted;
  private final Set<String> uids;

  RunListing(Connection connection, Dialect dialect, StoreRequest request) {
    this.connection = connection;
    this.metadata = Metadata.of(dialect);
    this.wanted = wanted(request);
    this.uids = request.runUids();
  }

  private Optional<Condition> wanted(StoreRequest request) {
    RunCondition conditions = new RunCondition(metadata);
    Optional<Condition> all = conditions.started(TimeRange.of(request.options()));
    for (Predicate p : request.conditions()) {
      all = RunCondition.both(all, conditions.atLeast(p));
    }
    return all;
  }

  /** Ids of the wanted runs, in the order in which they were made; each uid once. */
  List<Long> ids() throws SQLException {
    if (!uids.isEmpty() && uids.size() <= KEYS) {
      Optional<List<Long>> byKey = byKey();
      if (byKey.isPresent()) {
        return byKey.get();
      }
    }
    List<Long> ids = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Set<Long> known = new HashSet<>(Set.of(0L));
    Deque<Long> containers = new ArrayDeque<>(known);
    boolean isNested = false;
    while (!containers.isEmpty()) {
      long parent = containers.remove();
      long last = Long.MIN_VALUE;
      List<Row> page = page(parent, last);
      while (!page.isEmpty()) {
        for (Row row : page) {
          last = row.id();
          if (!row.isRun() && known.add(row.id())) {
            containers.add(row.id());
          } else if (row.isRun() && (!isNested || keys.add(row.key()))) {
            ids.add(row.id());
          }
        }
        page = page.size() < PAGE ? List.of() : page(parent, last);
      }
      if (!containers.isEmpty() && !isNested) {
        isNested = true; // a run may now be in two places
        keys.addAll(keysOf(ids));
      }
    }
    ids.sort(Long::compare);
    return ids;
  }

  private List<Row> page(long parent, long last) throws SQLException {
    Condition isRun = isRun();
    Condition take =
        wanted.map(w -> isRun.and(w).or(isRun.negated())).orElse(Condition.of("1 = 1"));
    String sql =
        "SELECT id, key, CASE WHEN "
            + isRun.sql()
            + " THEN 1 ELSE 0 END FROM nodes"
            + " WHERE parent = ? AND structure_family = 'container' AND id > ? AND "
            + take.sql()
            + " ORDER BY id LIMIT "
            + PAGE;
    List<Object> parameters = new ArrayList<>(isRun.parameters());
    parameters.add(parent);
    parameters.add(last == Long.MIN_VALUE ? -1L : last);
    parameters.addAll(take.parameters());
    return rows(sql, parameters);
  }

  private Condition isRun() {
    Condition hasStart =
        metadata.path(List.of("start")).map(metadata::exists).orElse(Condition.of("1 = 0"));
    Condition isStream = metadata.hasSpec("BlueskyEventStream");
    return metadata.hasSpec("BlueskyRun").or(isStream.negated().and(hasStart));
  }

  /** By the names of the nodes, which have an index; empty when a uid is not found so. */
  private Optional<List<Long>> byKey() throws SQLException {
    Condition isRun = isRun();
    List<Object> parameters = new ArrayList<>(isRun.parameters());
    parameters.addAll(uids);
    String sql =
        "SELECT id, key, CASE WHEN "
            + isRun.sql()
            + " THEN 1 ELSE 0 END FROM nodes WHERE key IN ("
            + String.join(",", java.util.Collections.nCopies(uids.size(), "?"))
            + ") AND structure_family = 'container' ORDER BY id";
    Set<String> found = new HashSet<>();
    List<Long> ids = new ArrayList<>();
    for (Row row : rows(sql, parameters)) {
      if (row.isRun() && found.add(row.key())) {
        ids.add(row.id());
      }
    }
    return found.containsAll(uids) ? Optional.of(ids) : Optional.empty();
  }

  private List<String> keysOf(List<Long> ids) throws SQLException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += KEYS) {
      List<Long> some = ids.subList(i, Math.min(ids.size(), i + KEYS));
      String sql =
          "SELECT id, key, 1 FROM nodes WHERE id IN ("
              + String.join(",", java.util.Collections.nCopies(some.size(), "?"))
              + ")";
      rows(sql, new ArrayList<>(some)).forEach(r -> keys.add(r.key()));
    }
    return keys;
  }

  private List<Row> rows(String sql, List<Object> parameters) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        query.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new Row(rows.getLong(1), rows.getString(2), rows.getInt(3) == 1));
        }
      }
    }
    return found;
  }
}
