package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import java.util.NoSuchElementException;

/** A part that says something about the warehouse and holds no documents. */
final class NoDocuments implements DocumentReader {
  static final NoDocuments INSTANCE = new NoDocuments();

  private NoDocuments() {}

  @Override
  public Step advance() {
    return Step.END;
  }

  @Override
  public RawDocument document() {
    throw new NoSuchElementException("the part has no documents");
  }

  @Override
  public Rejection rejection() {
    throw new NoSuchElementException("the part has no rejected pieces");
  }

  @Override
  public void close() {
    // nothing is open
  }
}
