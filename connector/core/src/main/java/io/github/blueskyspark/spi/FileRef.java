package io.github.blueskyspark.spi;

import java.io.Serializable;

/**
 * A file as a listing showed it; what a task opens is checked against it.
 *
 * @param uri absolute URI with its scheme
 * @param size bytes
 * @param modified milliseconds since the epoch, UTC
 */
public record FileRef(String uri, long size, long modified) implements Serializable {
  /** The last path element, percent-decoding left alone. */
  public String name() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
