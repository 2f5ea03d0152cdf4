package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * A DuckDB file. Its driver is too large for the bundle (80 MB) and is taken from the class path.
 *
 * @param file on a local disk
 */
record DuckDbDatabase(Path file) implements Database {
  private static final String DRIVER = "org.duckdb.DuckDBDriver";
  private static final String COORDINATES = "org.duckdb:duckdb_jdbc:2.0.0.1";

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public String shown() {
    return file.toUri().toString();
  }

  @Override
  public Connection connect() throws SQLException {
    Properties given = new Properties();
    given.setProperty("duckdb.read_only", "true");
    given.setProperty("jdbc_stream_results", "true");
    given.setProperty("threads", "2");
    // Nothing that the file names is opened, and nothing is downloaded.
    given.setProperty("autoinstall_known_extensions", "false");
    given.setProperty("autoload_known_extensions", "false");
    return driver(DRIVER).connect("jdbc:duckdb:" + file, given);
  }

  /**
   * The driver on the class path.
   *
   * @throws ArchiveException naming its coordinates where it is missing
   */
  Driver driver(String className) throws SQLException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader loader : new ClassLoader[] {getClass().getClassLoader(), context}) {
      Optional<Class<?>> found = find(className, loader);
      if (found.isPresent()) {
        try {
          return found.get().asSubclass(Driver.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
          throw new SQLException("the DuckDB driver cannot be started", e);
        }
      }
    }
    throw new ArchiveException(
        Location.file(shown()),
        "read tables of a Tiled catalog",
        "they are in DuckDB, and its driver is not on the class path",
        "Add --packages " + COORDINATES + ", or its jar with --jars");
  }

  private static Optional<Class<?>> find(String name, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(name, true, loader));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public String tableTest() {
    return "SELECT count(*) FROM information_schema.tables"
        + " WHERE table_type = 'BASE TABLE' AND table_name = ?";
  }
}
