package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A Tiled catalog: {@code catalog.db} or a directory with one, {@code
 * postgresql://user:password@host/database}.
 */
public final class TiledStore implements ArchiveStore {
  static final String NAME = "tiled";

  /** Made by {@link java.util.ServiceLoader}. */
  public TiledStore() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(ArchivePlace place, Storage storage) throws IOException {
    if (PostgresDatabase.isNamed(place.root())) {
      return true;
    }
    return !ArchivePlace.isServer(place.root()) && CatalogPlace.file(place, storage).isPresent();
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    String root = request.place().root();
    String base =
        PostgresDatabase.isNamed(root)
            ? PostgresDatabase.of(root).shown()
            : CatalogPlace.file(request.place(), request.storage())
                .orElseThrow(() -> noCatalog(root));
    Database database =
        CatalogPlace.database(
            base, List.of(root), request.options().get(Options.MAX_DOCUMENT_BYTES));
    Optional<FileRef> file =
        PostgresDatabase.isNamed(base) ? Optional.empty() : request.storage().stat(base);
    try (Connection connection = database.connect()) {
      List<Long> ids = new RunListing(connection, database.dialect(), request).ids();
      List<FileRef> parts = RunParts.cut(base, ids, file.map(FileRef::modified).orElse(0L));
      return new StoreParts(parts, true);
    } catch (SQLException e) {
      throw database.refused("Tiled catalog", e);
    }
  }

  private static ArchiveException noCatalog(String root) {
    return new ArchiveException(
        Location.file(root),
        "open Tiled catalog",
        "neither is it a SQLite file nor has it a catalog.db",
        "Name the catalog's SQLite file on a local disk, its PostgreSQL URI, or the server");
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    String base = RunParts.base(part);
    OptionValues options = reading.options();
    ReadLimits limits = reading.limits();
    Database database =
        CatalogPlace.database(base, options.get(Options.PATH), limits.maxDocumentBytes());
    boolean isFile = !PostgresDatabase.isNamed(base);
    String directory = isFile ? base.substring(0, base.lastIndexOf('/')) : "";
    StoredPaths paths = new StoredPaths(options, reading.storage(), directory);
    return new CatalogReader(database, RunParts.ids(part), reading, paths, base);
  }
}
