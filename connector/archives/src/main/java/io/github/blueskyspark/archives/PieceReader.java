package io.github.blueskyspark.archives;

import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import java.io.IOException;
import java.util.Optional;

/**
 * A reader that goes from piece to piece. Everything before the first document is one rejection, so
 * that a file of another format is not one a line.
 */
public abstract class PieceReader implements DocumentReader {
  private final Window window;
  private final RejectedPieces pieces;
  private int consumed;
  private boolean anyDocument;
  private boolean held;
  private Optional<Rejection> rejection = Optional.empty();

  protected PieceReader(Window window, RejectedPieces pieces) {
    this.window = window;
    this.pieces = pieces;
  }

  /** Looks at the piece where the window starts, or at the end of the stream. */
  protected abstract Step next() throws IOException;

  @Override
  public final Step advance() throws IOException {
    if (held) {
      held = false;
      return Step.DOCUMENT;
    }
    Optional<Rejection> before = Optional.empty();
    while (true) {
      window.release(window.start() + consumed);
      consumed = 0;
      Step step = next();
      if (step == Step.DOCUMENT) {
        anyDocument = true;
      } else if (step == Step.REJECTED && !anyDocument) {
        before = before.isEmpty() ? rejection : before.map(this::through);
        continue;
      }
      if (before.isPresent()) {
        held = step == Step.DOCUMENT;
        rejection = before;
        return Step.REJECTED;
      }
      return step;
    }
  }

  /** The piece is a document of so many bytes. */
  protected final Step taken(int length) {
    consumed = length;
    return Step.DOCUMENT;
  }

  /** The piece is none. */
  protected final Step rejected(Rejection piece) {
    consumed = pieces.consumed();
    rejection = Optional.of(piece);
    return Step.REJECTED;
  }

  /** Nothing follows, unless the stream broke off here. */
  protected final Step ended() {
    return pieces.atEnd().map(this::rejected).orElse(Step.END);
  }

  private Rejection through(Rejection first) {
    Rejection last = rejection();
    return new Rejection(
        first.source(),
        first.position(),
        last.position() + last.length() - first.position(),
        first.runUid(),
        first.document(),
        first.rule(),
        first.reason(),
        first.raw());
  }

  @Override
  public final Rejection rejection() {
    return rejection.orElseThrow(
        () -> new IllegalStateException("Nothing was rejected; please report"));
  }

  @Override
  public final void close() throws IOException {
    window.close();
  }
}
