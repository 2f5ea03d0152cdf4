package io.github.blueskyspark.spi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Frames documents as the suitcase of one format does. Stateless and thread safe; found by {@link
 * java.util.ServiceLoader}.
 */
public interface DocumentEncoder {
  /** The value of option {@code archive}, for example {@code jsonl}. */
  String name();

  /** Ending of the files, with the dot. */
  String suffix();

  /**
   * Appends one document.
   *
   * @throws UnwritableDocument when the format cannot hold it without loss
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no document
   */
  void write(OutgoingDocument document, OutputStream out) throws IOException;
}
