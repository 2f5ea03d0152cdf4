package io.github.blueskyspark.spi;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * One serialization of documents in files. Stateless and thread safe; found by {@link
 * java.util.ServiceLoader}.
 */
public interface DocumentFormat {
  /** The value of option {@code archive}, for example {@code jsonl}. */
  String name();

  /**
   * File name endings it owns, lower case with the dot, for example {@code .jsonl}, compressed
   * forms included.
   */
  Set<String> suffixes();

  /**
   * Whether a file with this beginning is of this format.
   *
   * @param head first bytes, decompressed; may be empty
   */
  boolean recognises(byte[] head);

  /**
   * Opens a file from its beginning.
   *
   * @throws io.github.blueskyspark.errors.ArchiveException when the file as a whole cannot be read
   */
  DocumentReader open(FileRef file, Storage storage, ReadLimits limits) throws IOException;

  /**
   * The last documents of a file without reading the whole: a reader over its tail that starts at a
   * document's beginning. Empty where the format or compression does not allow it.
   *
   * @param bytes how much of the tail is wanted, at the least one whole document if the file has
   *     one
   */
  Optional<DocumentReader> tail(FileRef file, Storage storage, ReadLimits limits, int bytes)
      throws IOException;
}
