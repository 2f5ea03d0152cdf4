package io.github.blueskyspark.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The external files a task may open: every URI goes through {@code rootMap} and {@code
 * allowedRoots} here, link targets and virtual-dataset sources included.
 */
public interface AssetFiles {
  /**
   * Opens a file; counts it in the metrics.
   *
   * @param uri as the documents or a link name it
   * @throws io.github.blueskyspark.errors.AssetException when it is forbidden, missing or no
   *     regular file
   */
  RandomAccess open(String uri) throws IOException;

  /** The file as it is now, after mapping and checking; empty when there is none. */
  Optional<FileRef> stat(String uri) throws IOException;

  /**
   * The URI of a name found inside a file, relative to that file's directory or absolute.
   *
   * @throws io.github.blueskyspark.errors.AssetException when it leads outside the allowed roots
   */
  String resolve(String fromUri, String name) throws IOException;

  /**
   * Names of the directories in a directory, sorted; none where it is no directory, or where the
   * file system has no directories.
   *
   * @throws io.github.blueskyspark.errors.AssetException when it is forbidden
   */
  default List<String> children(String uri) throws IOException {
    return List.of();
  }

  /**
   * What all arrays of a task share, such as chunks that are decoded: one object of each type. A
   * place that does not know its task makes a new one each time.
   */
  default <T> T shared(Class<T> type, Supplier<T> make) {
    return make.get();
  }

  /** Where the cost of reading is counted. */
  ReadMetrics metrics();
}
