package io.github.blueskyspark.archives.tiled;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Rows of a table, read piece by piece. Not thread safe. */
final class TableRows implements Closeable {
  private final PreparedStatement query;
  private final Optional<Connection> own;
  private ResultSet result;

  /**
   * @param own a connection of its own, closed with it
   */
  TableRows(PreparedStatement query, Optional<Connection> own) {
    this.query = query;
    this.own = own;
  }

  /** The rows; the query is made when they are first asked for. */
  ResultSet result() throws SQLException {
    if (result == null) {
      result = query.executeQuery();
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    try {
      query.close();
      if (own.isPresent()) {
        own.get().close();
      }
    } catch (SQLException e) {
      throw new IOException("closing a table", e);
    }
  }
}
