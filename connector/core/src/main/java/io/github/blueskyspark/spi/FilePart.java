package io.github.blueskyspark.spi;

import java.io.Serializable;

/**
 * A range of a file.
 *
 * @param file as it was looked at
 * @param offset first byte
 * @param length bytes
 */
public record FilePart(FileRef file, long offset, long length) implements Serializable {
  private static final long serialVersionUID = 1L;
}
