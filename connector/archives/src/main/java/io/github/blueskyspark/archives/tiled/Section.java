package io.github.blueskyspark.archives.tiled;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;

/** Documents of a part that come one after another from one query or list. Not thread safe. */
interface Section extends Closeable {
  /** Fills in the next document; false when there is none. */
  boolean next(RebuiltDocument document) throws SQLException, IOException;

  @Override
  void close() throws IOException;
}
