package io.github.blueskyspark.spi;

import java.io.IOException;

/** A document that a format cannot hold as it is; the message says which value and why. */
public final class UnwritableDocument extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was found, as part of a sentence. */
  public UnwritableDocument(String found) {
    super(found);
  }
}
