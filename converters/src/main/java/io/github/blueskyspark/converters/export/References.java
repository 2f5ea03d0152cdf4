package io.github.blueskyspark.converters.export;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;

/** The references of one run while they are written; they appear when this is closed. */
interface References extends Closeable {
  /**
   * Adds a chunk.
   *
   * @param array one of those that this was opened with; all chunks of an array come together, by
   *     their place in C order
   */
  void add(ReferencedArray array, StoredChunk chunk) throws IOException;

  /** A URI as fsspec has it: local files as plain paths, {@code s3a:} as {@code s3:}. */
  static String location(String uri) {
    if (uri.startsWith("file:")) {
      return URI.create(uri).getPath();
    }
    return uri.startsWith("s3a:") ? "s3:" + uri.substring("s3a:".length()) : uri;
  }
}
