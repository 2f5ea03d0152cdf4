package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.util.Optional;

/** The files below one directory, links resolved; nothing outside is opened. */
final class PlaceFiles implements AssetFiles {
  private final Storage storage;
  private final String directory;
  private final ReadMetrics metrics = new ReadMetrics();

  /**
   * @param directory its URI
   */
  PlaceFiles(Storage storage, String directory) {
    this.storage = storage;
    this.directory = directory;
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    Optional<FileRef> file = stat(uri);
    if (file.isEmpty()) {
      throw new AssetException(
              Location.file(uri),
              "open file",
              "there is no regular file of that name",
              "Bring it back, or leave the run out")
          .as(AssetStatus.MISSING);
    }
    return storage.open(file.get().uri());
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    String root = storage.realUri(directory);
    String real = storage.realUri(uri);
    if (!real.startsWith(root.endsWith("/") ? root : root + "/")) {
      throw new AssetException(
              Location.file(uri),
              "open file",
              "it is outside the directory '" + directory + "'",
              "Copy it there")
          .as(AssetStatus.FORBIDDEN);
    }
    return storage.stat(real);
  }

  @Override
  public String resolve(String fromUri, String name) throws IOException {
    String uri = name.startsWith("/") ? "file:" + name : fromUri.replaceFirst("[^/]*$", "") + name;
    stat(uri);
    return uri;
  }

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }
}
