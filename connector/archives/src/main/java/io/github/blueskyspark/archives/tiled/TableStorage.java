package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.StoreReading;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The databases that hold the tables of a catalog, each opened once. Not thread safe. */
final class TableStorage implements Closeable {
  /** What Tiled itself allows. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private static final int ROWS = 1000;

  /** One open database. */
  record Open(Database database, Connection connection) {}

  private final Database catalog;
  private final StoredPaths paths;
  private final StoreReading reading;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Boolean> known = new HashMap<>();

  TableStorage(Database catalog, StoredPaths paths, StoreReading reading) {
    this.catalog = catalog;
    this.paths = paths;
    this.reading = reading;
  }

  /** The database that a table or ragged array is in. */
  Open of(DataNode node) throws IOException, SQLException {
    String uri =
        reading
            .options()
            .passedOn()
            .getOrDefault(
                "tiled.storage", node.assets().isEmpty() ? "" : node.assets().get(0).uri());
    Open already = open.get(uri);
    if (already == null) {
      Database database = database(uri);
      try {
        already = new Open(database, database.connect());
      } catch (SQLException e) {
        throw database.refused("tables of a Tiled catalog", e);
      }
      open.put(uri, already);
    }
    return already;
  }

  private Database database(String uri) throws IOException {
    if (PostgresDatabase.isNamed(uri)) {
      PostgresDatabase named = PostgresDatabase.of(uri);
      return catalog instanceof PostgresDatabase own ? named.withCredentialsOf(own) : named;
    }
    if (uri.startsWith("duckdb:") || uri.endsWith(".duckdb")) {
      return new DuckDbDatabase(paths.file(uri));
    }
    if (uri.startsWith("sqlite:") || uri.endsWith(".db")) {
      return new SqliteDatabase(paths.file(uri), reading.limits().maxDocumentBytes());
    }
    throw new ArchiveException(
        Location.file(catalog.shown()),
        "read tables of a Tiled catalog",
        uri.isEmpty() ? "a table names no database" : "no reader knows the database " + uri,
        "Known are SQLite, DuckDB and PostgreSQL; name it with option tiled.storage");
  }

  /** Whether the table is there. */
  boolean has(DataNode node) throws IOException, SQLException {
    String name = node.tableName();
    if (!NAME.matcher(name).matches() || node.datasetId() < 0) {
      return false;
    }
    Open in = of(node);
    String key = in.database().shown() + "\n" + name;
    Boolean found = known.get(key);
    if (found == null) {
      try (PreparedStatement query = in.connection().prepareStatement(in.database().tableTest())) {
        query.setString(1, name);
        try (ResultSet row = query.executeQuery()) {
          found = row.next() && row.getInt(1) > 0;
        }
      }
      known.put(key, found);
    }
    return found;
  }

  /**
   * The rows of some datasets of a table that is there, in the order in which they were written.
   *
   * @param order column by which they are sorted instead
   */
  TableRows rows(DataNode node, List<Long> datasets, Optional<String> order)
      throws IOException, SQLException {
    Open in = of(node);
    // A DuckDB connection holds one result at a time when it gives it piece by piece.
    boolean isShared = in.database().dialect() != Dialect.DUCKDB;
    Connection connection = isShared ? in.connection() : in.database().connect();
    PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM \""
                + node.tableName()
                + "\" WHERE _dataset_id IN ("
                + String.join(",", Collections.nCopies(datasets.size(), "?"))
                + ") ORDER BY "
                + order.orElse(in.database().dialect().insertionOrder()),
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY);
    query.setFetchSize(ROWS);
    for (int i = 0; i < datasets.size(); i++) {
      query.setLong(i + 1, datasets.get(i));
    }
    return new TableRows(query, isShared ? Optional.empty() : Optional.of(connection));
  }

  @Override
  public void close() throws IOException {
    SQLException first = null;
    for (Open o : open.values()) {
      try {
        o.connection().close();
      } catch (SQLException e) {
        first = e;
      }
    }
    open.clear();
    if (first != null) {
      throw new IOException("closing the tables of " + catalog.shown(), first);
    }
  }
}
