package io.github.blueskyspark.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file systems an archive and its arrays live on. Stateless, thread safe, sent to tasks. */
public interface Storage extends Serializable {
  /** The file as it is now; empty when there is none or it is a directory. */
  Optional<FileRef> stat(String uri) throws IOException;

  /** Its bytes from {@code position} on; the caller closes the stream. */
  InputStream stream(String uri, long position) throws IOException;

  /** Opened for reading at any place; the caller closes it. */
  RandomAccess open(String uri) throws IOException;

  /** The same for a file that was just looked at, which may save looking again. */
  default RandomAccess open(FileRef file) throws IOException {
    return open(file.uri());
  }

  /**
   * The URI with symbolic links and dots resolved, where the file system has them; else normalized.
   */
  String realUri(String uri) throws IOException;

  /** Whether this is an existing directory. */
  boolean isDirectory(String uri) throws IOException;

  /**
   * Names of the directories in a directory, sorted, 100,000 at most; none where there is no such
   * directory.
   */
  default List<String> directories(String uri) throws IOException {
    return List.of();
  }

  /**
   * Every file of a directory, where listing it is cheaper than looking at its files; empty where
   * it is not, or where there are more than 100,000.
   *
   * @param directory URI that ends in a slash
   * @return files by their URIs, all of them beginning with {@code directory}
   */
  default Optional<Map<String, FileRef>> files(String directory) throws IOException {
    return Optional.empty();
  }
}
