package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * A SQLite file. It is opened read only; without a write-ahead log beside it also as immutable, so
 * that no lock and no file is made. A file that a server is writing has such a log.
 *
 * @param file on a local disk
 * @param longest bytes of one value; more is an error
 */
record SqliteDatabase(Path file, int longest) implements Database {
  private static final byte[] MAGIC = {
    'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0
  };

  /** Whether a file begins as SQLite files do. */
  static boolean begins(byte[] head) {
    return head.length >= MAGIC.length
        && java.util.Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public String shown() {
    return file.toUri().toString();
  }

  @Override
  public Connection connect() throws SQLException {
    Properties given = new Properties();
    given.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
    given.setProperty("limit_length", String.valueOf(longest));
    String url =
        "jdbc:sqlite:file:"
            + file.toUri().getRawPath()
            + (hasLog() ? "?mode=ro" : "?mode=ro&immutable=1");
    Connection connection = new JDBC().connect(url, given);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
    }
    return connection;
  }

  private boolean hasLog() {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    try {
      return Files.exists(log) && Files.size(log) > 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public String tableTest() {
    return "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?";
  }
}
