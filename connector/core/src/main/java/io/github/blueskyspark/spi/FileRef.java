package io.github.blueskyspark.spi;

import java.io.Serializable;

/**
 * A file as a listing showed it; what a task opens is checked against it. Also a part of an {@link
 * ArchiveStore}, which need not be a file.
 *
 * @param uri absolute URI with its scheme; never with a password
 * @param size bytes; an estimate for a part that is no file
 * @param modified milliseconds since the epoch, UTC
 * @param store name of the store that opens it; empty for a file that a {@link DocumentFormat}
 *     reads
 */
public record FileRef(String uri, long size, long modified, String store) implements Serializable {
  /** A file of documents. */
  public FileRef(String uri, long size, long modified) {
    this(uri, size, modified, "");
  }

  /** The last path element, percent-decoding left alone. */
  public String name() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
