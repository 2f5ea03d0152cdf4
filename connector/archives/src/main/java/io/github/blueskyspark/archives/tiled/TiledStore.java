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
 * postgresql://user:password@host/database}, or a server {@code https://host/api/v1}.
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
    if (PostgresDatabase.isNamed(place.root()) || ServerAddress.isSure(place.root())) {
      return true;
    }
    return !ArchivePlace.isServer(place.root()) && CatalogPlace.file(place, storage).isPresent();
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    String root = request.place().root();
    Optional<ServerAddress> server = server(root);
    if (server.isPresent()) {
      ReadLimits limits = limits(request.options());
      ServerCatalog catalog = catalog(server.get(), request.options(), limits);
      ServerParts parts = new ServerParts(catalog, request, server.get().api());
      return new StoreParts(parts.list(server.get().path()), true);
    }
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

  private static Optional<ServerAddress> server(String root) {
    return ArchivePlace.isServer(root) && !PostgresDatabase.isNamed(root)
        ? ServerAddress.of(root)
        : Optional.empty();
  }

  private static ReadLimits limits(OptionValues options) {
    ReadLimits usual = ReadLimits.DEFAULT;
    int longest = options.get(Options.MAX_DOCUMENT_BYTES);
    return new ReadLimits(longest, usual.maxDepth(), usual.maxRatio());
  }

  private static ServerCatalog catalog(
      ServerAddress server, OptionValues options, ReadLimits limits) {
    return new ServerCatalog(new ServerClient(server, options, limits), server.api());
  }

  /** The server of a part, with the key that stands in the path the user named. */
  private static ServerAddress serverOf(FileRef part, OptionValues options) {
    String api = part.uri().substring(0, part.uri().indexOf('#'));
    return options.get(Options.PATH).stream()
        .flatMap(p -> server(p).stream())
        .filter(s -> s.api().equals(api))
        .findFirst()
        .orElse(new ServerAddress(api, List.of(), ""));
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    OptionValues options = reading.options();
    ReadLimits limits = reading.limits();
    if (server(part.uri()).isPresent()) {
      ServerAddress server = serverOf(part, options);
      return new ServerReader(
          catalog(server, options, limits), ServerParts.wanted(part), reading, server.api());
    }
    String base = RunParts.base(part);
    Database database =
        CatalogPlace.database(base, options.get(Options.PATH), limits.maxDocumentBytes());
    boolean isFile = !PostgresDatabase.isNamed(base);
    String directory = isFile ? base.substring(0, base.lastIndexOf('/')) : "";
    StoredPaths paths = new StoredPaths(options, reading.storage(), directory);
    return new CatalogReader(database, RunParts.ids(part), reading, paths, base);
  }
}
