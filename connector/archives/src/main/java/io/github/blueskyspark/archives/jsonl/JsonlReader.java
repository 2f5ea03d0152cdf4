package io.github.blueskyspark.archives.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Cuts a stream of JSON text into documents. Lines, records and array elements need no telling
 * apart: commas, closing brackets, record separators and byte order marks between documents are
 * blanks, and a bracket that opens a list of documents is one as well.
 *
 * <p>A piece is looked at with {@link BracketScan} first; only what does not look like one whole
 * document on a line goes through {@link Structure}.
 */
final class JsonlReader implements DocumentReader {
  private static final byte RECORD = 0x1E;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int longest;
  private final JsonFactory json;
  private final Window window;
  private final Damaged damaged;
  private final JsonlDocument document;
  private final BracketScan brackets = new BracketScan();
  private final Structure structure = new Structure();
  private final DocumentStart begin = new DocumentStart();

  private long lookedAt;
  private int consumed;
  private boolean anyDocument;
  private boolean held;
  private Optional<Rejection> rejection = Optional.empty();

  JsonlReader(String source, Window window, int longest, JsonFactory json) {
    this.window = window;
    this.longest = longest;
    this.json = json;
    this.damaged = new Damaged(source, window, begin);
    this.document = new JsonlDocument(source, json);
  }

  @Override
  public Step advance() throws IOException {
    if (held) {
      held = false;
      return Step.DOCUMENT;
    }
    Optional<Rejection> before = Optional.empty();
    while (true) {
      Step step = next();
      if (step == Step.DOCUMENT) {
        anyDocument = true;
      } else if (step == Step.REJECTED && !anyDocument) {
        // A file of another format is one broken piece, not one a line.
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
  public RawDocument document() {
    return document;
  }

  @Override
  public Rejection rejection() {
    return rejection.orElseThrow(
        () -> new IllegalStateException("Nothing was rejected; please report"));
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  private Step next() throws IOException {
    window.release(window.start() + consumed);
    consumed = 0;
    do {
      if (!skipBlanks()) {
        rejection = damaged.atEnd();
        return rejection.isPresent() ? Step.REJECTED : Step.END;
      }
    } while (opensList());
    // No byte is looked at twice by the quick way, however the pieces lie inside one another.
    if (window.position(window.start()) >= lookedAt) {
      if (isWholeLine()) {
        return accept();
      }
      lookedAt = window.position(brackets.at());
    }
    return examine();
  }

  /** Releases what stands between documents; false at the end. */
  private boolean skipBlanks() throws IOException {
    while (true) {
      byte[] bytes = window.bytes();
      int i = window.start();
      int limit = window.limit();
      while (i < limit && isBlank(bytes[i])) {
        i++;
      }
      window.release(i);
      if (limit - i < MARK.length && !window.hasEnded()) {
        window.more();
      } else if (limit - i >= MARK.length
          && bytes[i] == MARK[0]
          && bytes[i + 1] == MARK[1]
          && bytes[i + 2] == MARK[2]) {
        window.release(i + MARK.length);
      } else {
        return i < limit;
      }
    }
  }

  private static boolean isBlank(byte b) {
    return switch (b) {
      case ' ', '\t', '\r', '\n', RECORD, ',', ']' -> true;
      default -> false;
    };
  }

  /** Whether the bracket here opens a list of documents; releases it then. */
  private boolean opensList() throws IOException {
    if (window.bytes()[window.start()] != '[') {
      return false;
    }
    int i = window.start() + 1;
    while (true) {
      while (i < window.limit() && isSpace(window.bytes()[i])) {
        i++;
      }
      if (i < window.limit() || window.hasEnded() || i - window.start() > Window.LOOKAHEAD) {
        break;
      }
      i -= window.more();
    }
    boolean opens =
        i < window.limit()
            ? "[{]".indexOf(window.bytes()[i]) >= 0 || isSpace(window.bytes()[i])
            : i > window.start() + 1;
    if (opens) {
      window.release(i);
    }
    return opens;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Whether one document, its name first, stands here and ends where its line or element does. */
  private boolean isWholeLine() throws IOException {
    brackets.begin(window.start());
    byte first = window.bytes()[window.start()];
    if (first != '[' && first != '{') {
      return false;
    }
    BracketScan.Stop stop = brackets.scan(window.bytes(), window.limit());
    while (stop == BracketScan.Stop.LIMIT) {
      if (window.hasEnded() || window.limit() - window.start() > longest) {
        return false;
      }
      brackets.moved(window.more());
      stop = brackets.scan(window.bytes(), window.limit());
    }
    if (stop != BracketScan.Stop.CLOSED || brackets.isSuspect() || !endsLine()) {
      return false;
    }
    byte[] bytes = window.bytes();
    int from = window.start();
    int to = brackets.at();
    if (!begin.matches(bytes, from, to)) {
      return false;
    }
    int end = to - 2;
    while (isSpace(bytes[end])) {
      end--;
    }
    // The wrapper's own bracket closes it, and nothing but the document lies inside.
    if (bytes[to - 1] != (bytes[from] == '[' ? ']' : '}')
        || bytes[end] != '}'
        || end != brackets.inner()) {
      return false;
    }
    document.document(begin.name(), begin.document(), end + 1);
    return true;
  }

  /**
   * Whether what follows cannot be the inside of a string: a raw newline or record separator, or
   * the quotes of the next document's name.
   */
  private boolean endsLine() throws IOException {
    if (brackets.at() - window.start() > longest) {
      return false;
    }
    while (window.limit() - brackets.at() < Window.LOOKAHEAD && !window.hasEnded()) {
      brackets.moved(window.more());
    }
    byte[] bytes = window.bytes();
    int limit = window.limit();
    int i = brackets.at();
    while (i < limit
        && (bytes[i] == ' ' || bytes[i] == '\r' || bytes[i] == '\t' || bytes[i] == ',')) {
      i++;
    }
    return i < limit && (bytes[i] == '\n' || bytes[i] == RECORD || begin.matches(bytes, i, limit));
  }

  private Step accept() {
    int from = window.start();
    consumed = brackets.at() - from;
    return brackets.isAscii() ? taken() : takenIfUtf8();
  }

  private Step taken() {
    int from = window.start();
    document.piece(window.bytes(), from, from + consumed, window.position(from));
    return Step.DOCUMENT;
  }

  private Step takenIfUtf8() {
    int fault = Utf8.firstFault(window.bytes(), window.start(), window.start() + consumed);
    if (fault < 0) {
      return taken();
    }
    rejection =
        Optional.of(
            damaged.piece(
                consumed,
                "not-utf8",
                String.format(
                    "byte 0x%02x at %d begins no UTF-8 character",
                    window.bytes()[fault], window.position(fault))));
    return Step.REJECTED;
  }

  private Step examine() throws IOException {
    structure.begin();
    Structure.State state;
    do {
      state = structure.scan(window.bytes(), window.start(), window.limit(), window.hasEnded());
      if (state != Structure.State.RUNNING || window.hasEnded()) {
        break;
      }
      if (window.limit() - window.start() > longest) {
        return reject(damaged.tooLong(longest));
      }
      window.more();
    } while (true);
    if (state != Structure.State.COMPLETE) {
      return reject(damaged.broken(structure, state));
    }
    if (structure.at() > longest) {
      return reject(damaged.tooLong(structure.at(), longest));
    }
    if (!structure.isDocument()) {
      return reject(damaged.otherShape(structure));
    }
    consumed = structure.at();
    int from = window.start();
    document.document(name(), from + structure.documentFrom(), from + structure.documentTo());
    return structure.isAscii() ? taken() : takenIfUtf8();
  }

  private String name() throws IOException {
    byte[] bytes = window.bytes();
    int from = window.start() + structure.nameFrom() + 1;
    int to = window.start() + structure.nameTo() - 1;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\\') {
        try (JsonParser parser = json.createParser(bytes, from - 1, to - from + 2)) {
          parser.nextToken();
          return parser.getText();
        }
      }
    }
    return DocumentStart.name(bytes, from, to);
  }

  private Step reject(Rejection piece) {
    consumed = damaged.consumed();
    rejection = Optional.of(piece);
    return Step.REJECTED;
  }
}
