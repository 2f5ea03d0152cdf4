package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.Closeable;
import java.io.IOException;

/** The accepted documents of the wanted runs of a group, in some order. Not thread safe. */
interface DocumentWalk extends Closeable {
  /** Goes on to the next document; false when nothing is left. */
  boolean next() throws IOException;

  /** The run that owns it. */
  RunIndex run();

  /** The document; valid until the next call of {@link #next()}. */
  RawDocument document() throws IOException;

  /** The file it stands in. */
  FileRef file();

  /** Whether only its tree may be read, because a key stands twice in it. */
  boolean hasRepeatedKey();
}
