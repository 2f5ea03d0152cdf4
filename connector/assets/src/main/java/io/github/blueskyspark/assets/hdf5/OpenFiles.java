package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that one array needs: its own and those that external links lead to. Closed together.
 */
final class OpenFiles implements Closeable {
  private static final int MOST = 1024;

  private final AssetFiles files;
  private final List<Hdf5File> open = new ArrayList<>();

  OpenFiles(AssetFiles files) {
    this.files = files;
  }

  AssetFiles files() {
    return files;
  }

  /** Opens a file, or gives the one that is open under this URI. */
  Hdf5File open(String uri, Location where) throws IOException {
    for (Hdf5File file : open) {
      if (file.uri().equals(uri)) {
        return file;
      }
    }
    if (open.size() >= MOST) {
      throw new AssetException(
          where,
          "follow external links",
          "they lead over more than " + MOST + " files",
          "Point the documents at the file that holds the data");
    }
    Hdf5File file = Hdf5File.open(files, uri, where);
    open.add(file);
    return file;
  }

  /** Refuses files that were cut. */
  void requireWhole() {
    open.forEach(f -> f.bytes().requireWhole());
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (Hdf5File file : open) {
      try {
        file.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    open.clear();
    if (failed != null) {
      throw failed;
    }
  }
}
