package io.github.blueskyspark.archives.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.archives.PieceReader;
import io.github.blueskyspark.archives.RejectedPieces;
import io.github.blueskyspark.archives.Utf8;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.documents.RawDocument;
import java.io.IOException;

/**
 * Cuts a stream of JSON text into documents. Lines, records and array elements need no telling
 * apart: commas, closing brackets, record separators and byte order marks between documents are
 * blanks, and a bracket that opens a list of documents is one as well.
 *
 * <p>A piece is looked at with {@link BracketScan} first; only what does not look like one whole
 * document on a line goes through {@link Structure}.
 */
final class JsonlReader extends PieceReader {
  private static final byte RECORD = 0x1E;
  private static final boolean[] BLANKS = Window.blanks(" \t\r\n,]" + (char) RECORD);

  private final int longest;
  private final JsonFactory json;
  private final Window window;
  private final RejectedPieces pieces;
  private final Damaged damaged;
  private final JsonlDocument document;
  private final BracketScan brackets = new BracketScan();
  private final Structure structure = new Structure();
  private final DocumentStart begin = new DocumentStart();

  private long lookedAt;

  JsonlReader(String source, Window window, int longest, JsonFactory json) {
    this(
        window, new RejectedPieces(source, window), longest, new JsonlDocument(source, json), json);
  }

  private JsonlReader(
      Window window, RejectedPieces pieces, int longest, JsonlDocument document, JsonFactory json) {
    super(window, pieces);
    this.window = window;
    this.pieces = pieces;
    this.document = document;
    this.longest = longest;
    this.json = json;
    this.damaged = new Damaged(pieces, window, begin);
  }

  @Override
  public RawDocument document() {
    return document;
  }

  @Override
  protected Step next() throws IOException {
    do {
      if (!window.skip(BLANKS)) {
        return ended();
      }
    } while (opensList());
    // No byte is looked at twice by the quick way, however the pieces lie inside one another.
    if (window.position(window.start()) >= lookedAt) {
      if (isWholeLine()) {
        return take(brackets.at() - window.start(), brackets.isAscii());
      }
      lookedAt = window.position(brackets.at());
    }
    return examine();
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

  private Step take(int length, boolean isAscii) {
    byte[] bytes = window.bytes();
    int from = window.start();
    int fault = isAscii ? -1 : Utf8.firstFault(bytes, from, from + length);
    if (fault >= 0) {
      String reason =
          String.format(
              "byte 0x%02x at %d begins no UTF-8 character", bytes[fault], window.position(fault));
      return rejected(pieces.piece(length, "not-utf8", reason));
    }
    document.piece(bytes, from, from + length, window.position(from));
    return taken(length);
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
        return rejected(damaged.tooLong(longest));
      }
      window.more();
    } while (true);
    if (state != Structure.State.COMPLETE) {
      return rejected(damaged.broken(structure, state));
    }
    if (structure.at() > longest) {
      return rejected(damaged.tooLong(structure.at(), longest));
    }
    if (!structure.isDocument()) {
      return rejected(damaged.otherShape(structure));
    }
    int from = window.start();
    document.document(name(), from + structure.documentFrom(), from + structure.documentTo());
    return take(structure.at(), structure.isAscii());
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
}
