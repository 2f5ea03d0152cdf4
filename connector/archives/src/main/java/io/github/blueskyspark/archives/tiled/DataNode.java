package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A table or array below a stream.
 *
 * @param key name below the stream: {@code internal} for a table, the data key for an array
 * @param family {@code table}, {@code array}, {@code ragged} …
 * @param metadata of a table its data keys by name, of an internal array its data key
 * @param source id of the data source; 0 where there is none
 * @param mimetype empty where there is no data source
 * @param managed whether Tiled wrote the data itself
 * @param parameters by which Tiled opens it
 * @param structure columns, or shape and type
 * @param assets where it is
 */
record DataNode(
    String key,
    String family,
    ObjectNode metadata,
    long source,
    String mimetype,
    Managed managed,
    ObjectNode parameters,
    ObjectNode structure,
    List<Asset> assets) {
  /** Mimetype of tables in SQL databases. */
  static final String TABLE = "application/x-tiled-sql-table";

  /** Mimetype of arrays with rows of unequal length in SQL databases. */
  static final String RAGGED = "application/x-ragged+sql";

  /** Who wrote the data. */
  enum Managed {
    /** Tiled, from what events held. */
    INTERNALLY,
    /** Detectors; Tiled only registered the files. */
    EXTERNALLY
  }

  DataNode {
    assets = List.copyOf(assets);
  }

  /** The same with its assets. */
  DataNode with(List<Asset> found) {
    return new DataNode(
        key, family, metadata, source, mimetype, managed, parameters, structure, found);
  }

  /** Whether it is rows in a SQL database. */
  boolean isTable() {
    return family.equals("table") && mimetype.equals(TABLE);
  }

  /** Whether it is rows of unequal length in a SQL database. */
  boolean isRagged() {
    return family.equals("ragged") && mimetype.equals(RAGGED);
  }

  /** The table's name in its database; empty when it has none. */
  String tableName() {
    return parameters.path("table_name").asText("");
  }

  /** Which of the table's rows are its own. */
  long datasetId() {
    return parameters.path("dataset_id").asLong(-1);
  }
}
