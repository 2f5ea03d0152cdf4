package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.IOException;
import java.util.Optional;

/** Files of which some may not be opened. */
public final class FencedFiles implements AssetFiles {
  private final AssetFiles files;
  private final String fenced;

  /**
   * The same files.
   *
   * @param fenced end of the names that are forbidden
   */
  public FencedFiles(AssetFiles files, String fenced) {
    this.files = files;
    this.fenced = fenced;
  }

  private void check(String uri) {
    if (uri.endsWith(fenced)) {
      throw new AssetException(Location.file(uri), "open file", "it is outside", "Move it")
          .as(AssetStatus.FORBIDDEN);
    }
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    check(uri);
    return files.open(uri);
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    check(uri);
    return files.stat(uri);
  }

  @Override
  public String resolve(String fromUri, String name) throws IOException {
    check(name);
    return files.resolve(fromUri, name);
  }

  @Override
  public ReadMetrics metrics() {
    return files.metrics();
  }
}
