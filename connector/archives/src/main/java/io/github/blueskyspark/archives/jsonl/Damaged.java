package io.github.blueskyspark.archives.jsonl;

import io.github.blueskyspark.archives.RejectedPieces;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.documents.Rejection;
import java.io.IOException;
import java.util.Optional;

/** Describes a piece that is no document, and finds the place behind it where reading goes on. */
final class Damaged {
  private static final byte RECORD = 0x1E;
  private static final String TOO_LONG = "too-long";

  private final RejectedPieces pieces;
  private final Window window;
  private final DocumentStart begin;

  Damaged(RejectedPieces pieces, Window window, DocumentStart begin) {
    this.pieces = pieces;
    this.window = window;
    this.begin = begin;
  }

  /** A value that stopped before it was complete. */
  Rejection broken(Structure structure, Structure.State state) throws IOException {
    byte[] bytes = window.bytes();
    int start = window.start();
    int at = start + structure.at();
    String found = "the document is not whole: " + structure.found(bytes, start, window.limit());
    boolean isCut = state != Structure.State.BROKEN || structure.isInString();
    String rule = isCut ? "cut" : "not-json";
    // A document that starts inside: its writer went on where another one had been stopped.
    Optional<Integer> inside =
        begin.lastKnown(bytes, start + 1, Math.min(at + 1, window.limit()), window.limit());
    if (inside.isPresent()) {
      return pieces.piece(inside.get() - start, rule, found);
    }
    if (state == Structure.State.CUT || at >= window.limit()) {
      return pieces.piece(at - start, rule, found);
    }
    String reason =
        isCut || start < at ? found : ForeignBytes.describe(bytes, start, window.limit());
    return pieces.through(at, this::resumes, rule, reason);
  }

  /** A complete value that is no document. */
  Rejection otherShape(Structure structure) throws IOException {
    String reason =
        "the JSON value of "
            + structure.at()
            + " bytes is neither [\"name\", {…}] nor {\"name\": …, \"doc\": {…}}";
    // Loose words and numbers are what is left of a line: the rest of it is no better.
    return structure.isScalar()
        ? pieces.through(window.start() + structure.at(), this::resumes, "not-a-document", reason)
        : pieces.piece(structure.at(), "not-a-document", reason);
  }

  /** A value longer than allowed; it is passed over without keeping it. */
  Rejection tooLong(int longest) throws IOException {
    return pieces.through(window.limit(), this::resumes, TOO_LONG, tooLongReason(longest));
  }

  /** A value longer than allowed whose end is known. */
  Rejection tooLong(int length, int longest) {
    return pieces.piece(length, TOO_LONG, tooLongReason(longest));
  }

  private static String tooLongReason(int longest) {
    return "the document is longer than the " + longest + " bytes that are allowed";
  }

  /** The next line or record that may be a document, or the next document of a known kind. */
  private int resumes(byte[] bytes, int from, int sure, int limit) {
    for (int i = from; i < sure; i++) {
      byte b = bytes[i];
      if (b == RECORD) {
        return i;
      }
      if ((b == '[' || b == '{')
          && ((i > 0 && bytes[i - 1] == '\n') || begin.isKnown(bytes, i, limit))) {
        return i;
      }
    }
    return sure;
  }
}
