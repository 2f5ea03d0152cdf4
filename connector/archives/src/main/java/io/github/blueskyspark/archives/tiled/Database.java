package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.sql.Connection;
import java.sql.SQLException;

/** A SQL database that is only read. Immutable, thread safe. */
interface Database {
  /** Its kind. */
  Dialect dialect();

  /** Its name for messages, without a password. */
  String shown();

  /** A new connection that cannot write; the caller closes it. */
  Connection connect() throws SQLException;

  /**
   * A test for base tables, with one parameter, the name: hostile views are never selected from.
   */
  String tableTest();

  /** What the database refused, as an error of the archive. */
  default ArchiveException refused(String what, SQLException e) {
    return new ArchiveException(
            Location.file(shown()),
            "read " + what,
            String.valueOf(e.getMessage()).strip(),
            "Check that this is a Tiled database of a known version, that it is not damaged and"
                + " that you may read it")
        .because(e);
  }
}
