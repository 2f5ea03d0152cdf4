package io.github.blueskyspark.archives.jsonl;

import io.github.blueskyspark.documents.Rejection;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Describes a piece that is no document, and finds the place behind it where reading goes on. */
final class Damaged {
  private static final byte RECORD = 0x1E;
  private static final String TOO_LONG = "too-long";

  private final String source;
  private final Window window;
  private final DocumentStart begin;
  private int consumed;
  private boolean isDamageTold;

  Damaged(String source, Window window, DocumentStart begin) {
    this.source = source;
    this.window = window;
    this.begin = begin;
  }

  /** Bytes from the window's start to the place where reading goes on. */
  int consumed() {
    return consumed;
  }

  /** What ended the stream, once, when no piece was open. */
  Optional<Rejection> atEnd() {
    if (window.damage().isEmpty() || isDamageTold) {
      return Optional.empty();
    }
    return Optional.of(piece(0, "", ""));
  }

  /** A piece that lies in the window as a whole. */
  Rejection piece(int length, String rule, String reason) {
    consumed = length;
    int start = window.start();
    return told(window.position(start), length, raw(start + length), rule, reason);
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
      return piece(inside.get() - start, rule, found);
    }
    if (state == Structure.State.CUT || at >= window.limit()) {
      return piece(at - start, rule, found);
    }
    return skip(
        at,
        rule,
        isCut || start < at ? found : ForeignBytes.describe(bytes, start, window.limit()));
  }

  /** A complete value that is no document. */
  Rejection otherShape(Structure structure) throws IOException {
    String reason =
        "the JSON value of "
            + structure.at()
            + " bytes is neither [\"name\", {…}] nor {\"name\": …, \"doc\": {…}}";
    // Loose words and numbers are what is left of a line: the rest of it is no better.
    return structure.isScalar()
        ? skip(window.start() + structure.at(), "not-a-document", reason)
        : piece(structure.at(), "not-a-document", reason);
  }

  /** A value longer than allowed; it is passed over without keeping it. */
  Rejection tooLong(int longest) throws IOException {
    return skip(window.limit(), TOO_LONG, tooLongReason(longest));
  }

  /** A value longer than allowed whose end is known. */
  Rejection tooLong(int length, int longest) {
    return piece(length, TOO_LONG, tooLongReason(longest));
  }

  private static String tooLongReason(int longest) {
    return "the document is longer than the " + longest + " bytes that are allowed";
  }

  /**
   * Passes over bytes up to the next line that may start a document, or a document of known kind.
   */
  private Rejection skip(int from, String rule, String reason) throws IOException {
    long position = window.position(window.start());
    byte[] raw = raw(from);
    int i = from;
    while (true) {
      int limit = window.limit();
      int sure = window.hasEnded() ? limit : limit - Window.LOOKAHEAD;
      int found = resumes(i, sure);
      raw = longer(raw, position, Math.max(found, i));
      i = Math.max(found, i);
      if (found < sure || window.hasEnded()) {
        break;
      }
      // The byte before is needed to see whether a line starts here.
      window.release(Math.max(i - 1, window.start()));
      i -= window.more();
    }
    window.release(i);
    consumed = 0;
    return told(position, window.position(i) - position, raw, rule, reason);
  }

  /** First index in {@code [from, sure)} where reading can go on; {@code sure} for none. */
  private int resumes(int from, int sure) {
    byte[] bytes = window.bytes();
    int limit = window.limit();
    for (int i = from; i < sure; i++) {
      byte b = bytes[i];
      if (b == RECORD) {
        return i;
      }
      if (b == '[' || b == '{') {
        if ((i > 0 && bytes[i - 1] == '\n') || begin.isKnown(bytes, i, limit)) {
          return i;
        }
      }
    }
    return sure;
  }

  private byte[] raw(int to) {
    int start = window.start();
    return Arrays.copyOfRange(window.bytes(), start, Math.min(to, start + Rejection.RAW_LIMIT));
  }

  /** The first bytes of the piece, with those up to an index added. */
  private byte[] longer(byte[] raw, long position, int to) {
    if (raw.length >= Rejection.RAW_LIMIT) {
      return raw;
    }
    int known = (int) (position + raw.length - window.position(0));
    int end = (int) Math.min(to, position + Rejection.RAW_LIMIT - window.position(0));
    if (end <= known) {
      return raw;
    }
    byte[] more = Arrays.copyOf(raw, raw.length + end - known);
    System.arraycopy(window.bytes(), known, more, raw.length, end - known);
    return more;
  }

  private Rejection told(long position, long length, byte[] raw, String rule, String reason) {
    boolean atDamage =
        window.damage().isPresent()
            && window.hasEnded()
            && position + length >= window.position(window.limit());
    if (atDamage && !isDamageTold) {
      isDamageTold = true;
      StreamDamage damage = window.damage().orElseThrow();
      return new Rejection(
          source, position, length, "", "", damage.rule(), damage.getMessage(), raw);
    }
    return new Rejection(source, position, length, "", "", rule, reason, raw);
  }
}
