package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.InputStream;

/** A file beside the documents that no format knows: one rejected piece. */
final class ForeignFile implements DocumentReader {
  private final Rejection rejection;
  private boolean passed;

  ForeignFile(FileRef file, Storage storage, ArchiveException why) throws IOException {
    byte[] head;
    try (InputStream in = storage.stream(file.uri(), 0)) {
      head = in.readNBytes(Rejection.RAW_LIMIT);
    }
    rejection =
        new Rejection(file.uri(), 0, file.size(), "", "", "unknown-format", why.getMessage(), head);
  }

  @Override
  public Step advance() {
    Step step = passed || rejection.length() == 0 ? Step.END : Step.REJECTED;
    passed = true;
    return step;
  }

  @Override
  public RawDocument document() {
    throw new IllegalStateException("a foreign file holds no document; please report");
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
