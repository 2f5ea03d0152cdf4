package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreReading;
import java.io.IOException;
import java.util.List;

/** Gives the documents of one run that were made up, then what could not be read of its files. */
final class MadeReader implements DocumentReader {
  private final String source;
  private final List<MadeDocument.Text> documents;
  private final List<Rejection> rejections;
  private int at = -1;

  MadeReader(String source, List<MadeDocument.Text> documents, List<Rejection> rejections) {
    this.source = source;
    this.documents = documents;
    this.rejections = rejections;
  }

  /** Looks into the files of a run. */
  static MadeReader of(FileRun run, FileRef part, StoreReading reading) throws IOException {
    RunDocuments made = new RunDocuments(run, reading);
    made.make();
    return new MadeReader(part.uri(), made.documents(), made.rejections());
  }

  @Override
  public Step advance() {
    at++;
    return at < documents.size()
        ? Step.DOCUMENT
        : at < documents.size() + rejections.size() ? Step.REJECTED : Step.END;
  }

  @Override
  public RawDocument document() {
    return new MadeDocument(source, at, documents.get(at));
  }

  @Override
  public Rejection rejection() {
    return rejections.get(at - documents.size());
  }

  @Override
  public void close() {
    // nothing is open
  }
}
