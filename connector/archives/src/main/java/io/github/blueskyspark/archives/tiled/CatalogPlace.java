package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the catalog database at a place that the user named. */
final class CatalogPlace {
  private static final String NAME = "catalog.db";

  private CatalogPlace() {}

  /** URI of the SQLite file: the place itself, or {@code catalog.db} in it. */
  static Optional<String> file(ArchivePlace place, Storage storage) throws IOException {
    String root = place.directory();
    for (String candidate : List.of(root, root + "/" + NAME)) {
      if (candidate.startsWith("file:") && isSqlite(candidate, storage)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean isSqlite(String uri, Storage storage) throws IOException {
    Optional<FileRef> file = storage.stat(uri);
    if (file.isEmpty() || file.get().size() < 100) {
      return false;
    }
    try (InputStream in = storage.stream(uri, 0)) {
      return SqliteDatabase.begins(in.readNBytes(16));
    }
  }

  /**
   * The database of a part.
   *
   * @param base URI of a SQLite file, or a PostgreSQL URI without a password
   * @param paths what the user named, passwords included
   */
  static Database database(String base, List<String> paths, int longest) {
    if (!PostgresDatabase.isNamed(base)) {
      return new SqliteDatabase(Path.of(URI.create(base)), longest);
    }
    return paths.stream()
        .filter(PostgresDatabase::isNamed)
        .map(PostgresDatabase::of)
        .filter(p -> p.shown().equals(base))
        .findFirst()
        .orElseThrow(
            () ->
                new ArchiveException(
                    Location.file(base),
                    "open Tiled catalog",
                    "no path names this server any more",
                    "Read again"));
  }
}
