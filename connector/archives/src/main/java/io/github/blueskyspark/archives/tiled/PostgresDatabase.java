package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * A PostgreSQL database, named as libpq and SQLAlchemy name it: {@code
 * postgresql://user:password@host:5432/database?sslmode=require}, also with {@code jdbc:} in front
 * or a driver behind a plus sign.
 *
 * @param user empty for the driver's default
 * @param address host, port and database, and what follows a question mark: {@code
 *     //host:5432/database?…}
 */
record PostgresDatabase(String user, String password, String address) implements Database {
  private static final Pattern URI =
      Pattern.compile(
          "(?i)(?:jdbc:)?postgres(?:ql)?(?:\\+[a-z0-9]+)?://(?:([^/@:]*)(?::([^/@]*))?@)?(.*)");
  private static final int SECONDS = 30;

  /** Whether a URI names such a database. */
  static boolean isNamed(String uri) {
    return URI.matcher(uri).matches();
  }

  static PostgresDatabase of(String uri) {
    Matcher m = URI.matcher(uri);
    if (!m.matches()) {
      throw new ArchiveException(
          Location.file(uri),
          "open Tiled catalog",
          "it is no URI of a PostgreSQL database",
          "Write postgresql://user:password@host:5432/database");
    }
    return new PostgresDatabase(decoded(m.group(1)), decoded(m.group(2)), "//" + m.group(3));
  }

  private static String decoded(String text) {
    return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The same database, with the credentials of another one on the same address. */
  PostgresDatabase withCredentialsOf(PostgresDatabase other) {
    return user.isEmpty() && place().equals(other.place())
        ? new PostgresDatabase(other.user, other.password, other.address)
        : this;
  }

  /** Host, port and database. */
  private String place() {
    String place = address.replaceFirst("[?].*$", "");
    return place.replaceFirst("^(//[^/:]*)/", "$1:5432/");
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public String shown() {
    return "postgresql:" + place();
  }

  @Override
  public String toString() {
    return shown();
  }

  @Override
  public Connection connect() throws SQLException {
    Properties given = new Properties();
    if (!user.isEmpty()) {
      given.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      given.setProperty("password", password);
    }
    given.setProperty("readOnly", "true");
    given.setProperty("readOnlyMode", "always");
    given.setProperty("connectTimeout", String.valueOf(SECONDS));
    given.setProperty("tcpKeepAlive", "true");
    given.setProperty("ApplicationName", "bluesky-spark");
    Connection connection = new Driver().connect("jdbc:postgresql:" + address, given);
    connection.setAutoCommit(false); // rows then come in pieces
    return connection;
  }

  @Override
  public String tableTest() {
    return "SELECT count(*) FROM pg_catalog.pg_class"
        + " WHERE relkind IN ('r', 'p') AND pg_table_is_visible(oid) AND relname = ?";
  }
}
