package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that may be opened: those of option {@code allowedRoots}, without it those below the
 * archive's own directories; links resolved.
 */
final class PlaceFiles implements AssetFiles {
  private final Storage storage;
  private final List<String> roots;
  private final ReadMetrics metrics = new ReadMetrics();

  /**
   * Files of a run.
   *
   * @param directory URI of the run's own directory
   */
  PlaceFiles(Storage storage, String directory, OptionValues options) {
    this.storage = storage;
    List<String> allowed = options.get(Options.ALLOWED_ROOTS);
    List<String> own = new ArrayList<>(options.get(Options.PATH));
    own.add(directory);
    this.roots = allowed.isEmpty() ? List.copyOf(own) : allowed;
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
    return storage.open(file.get());
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    String real = storage.realUri(uri);
    boolean isAllowed = false;
    for (String directory : roots) {
      String root = storage.realUri(directory);
      isAllowed |= real.equals(root) || real.startsWith(root.endsWith("/") ? root : root + "/");
    }
    if (!isAllowed) {
      throw new AssetException(
              Location.file(uri),
              "open file",
              "'" + real + "' is outside the allowed roots " + roots,
              "Add its directory to option allowedRoots")
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
