package io.github.blueskyspark.spi;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import java.io.Closeable;
import java.io.IOException;

/** Reads one file document by document, in order, in bounded memory. Not thread safe. */
public interface DocumentReader extends Closeable {
  /** What {@link #advance()} came to. */
  enum Step {
    /** {@link #document()} holds the next document. */
    DOCUMENT,
    /** {@link #rejection()} holds a piece that is no document; reading goes on behind it. */
    REJECTED,
    /** Nothing is left. */
    END
  }

  /** Goes on to the next piece. */
  Step advance() throws IOException;

  /** The current document, after {@link Step#DOCUMENT}; valid until the next {@link #advance()}. */
  RawDocument document();

  /** The current broken piece, after {@link Step#REJECTED}. */
  Rejection rejection();
}
