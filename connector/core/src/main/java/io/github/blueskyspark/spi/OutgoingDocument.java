package io.github.blueskyspark.spi;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** One document on its way into a file. */
public interface OutgoingDocument {
  /** The name in front of the document, for example {@code event}. */
  String name();

  /** Its text as UTF-8, where it has one; what is written as text is written from this. */
  Optional<byte[]> text();

  /**
   * A new parser that stands before the document's START_OBJECT. Values that are more than JSON can
   * say have a {@link JsonParser#getTypeId()}; {@link io.github.blueskyspark.documents.ValueTypes}
   * says which. The caller closes it.
   */
  JsonParser parser() throws IOException;
}
