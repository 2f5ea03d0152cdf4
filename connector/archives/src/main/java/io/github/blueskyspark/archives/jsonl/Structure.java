package io.github.blueskyspark.archives.jsonl;

import io.github.blueskyspark.archives.Window;
import java.util.Arrays;
import java.util.Locale;

/**
 * Follows the brackets, strings and separators of one JSON value exactly, and goes on where it
 * stopped when more bytes are there. Looks for what makes the value a document: the range of the
 * name and of the object. Numbers and escapes are left to the parser.
 *
 * <p>All places are counted from the first byte of the piece.
 */
final class Structure {
  /** How far the value is. */
  enum State {
    /** It goes on behind the bytes seen. */
    RUNNING,
    /** It ended. */
    COMPLETE,
    /** It is no JSON from {@link #at()} on. */
    BROKEN,
    /** The next document or record starts at {@link #at()} before this one ended. */
    CUT
  }

  private enum Expect {
    VALUE("a value"),
    VALUE_OR_END("a value or ']'"),
    KEY("a key"),
    KEY_OR_END("a key or '}'"),
    COLON("':'"),
    NEXT("',' or a closing bracket"),
    STRING("the end of a string"),
    WORD("the end of a number or word");

    private final String label;

    Expect(String label) {
      this.label = label;
    }
  }

  private static final byte RECORD = 0x1E;
  private static final int NAME_SLOT = 1;
  private static final int DOC_SLOT = 2;

  private final DocumentStart next = new DocumentStart();
  private State state;
  private Expect expect;
  private boolean isKey;
  private boolean isEscaped;
  private long[] arrays = new long[4];
  private int depth;
  private int at;
  private int tokenFrom;
  private byte wrapper;
  private int elements;
  private int slot;
  private final int[] from = new int[3];
  private final int[] to = new int[3];
  private final byte[] kind = new byte[3];
  private byte seen;

  /** Begins a piece. */
  void begin() {
    state = State.RUNNING;
    expect = Expect.VALUE;
    depth = 0;
    at = 0;
    wrapper = 0;
    elements = 0;
    slot = 0;
    seen = 0;
    Arrays.fill(kind, (byte) 0);
  }

  /** Where the scan stands: behind the value, or at what stopped it. */
  int at() {
    return at;
  }

  /** Whether the complete value is a name with an object. */
  boolean isDocument() {
    return kind[NAME_SLOT] == '"'
        && kind[DOC_SLOT] == '{'
        && (wrapper == '{' || (wrapper == '[' && elements == 2));
  }

  /** Whether the value is a lone number, string or word. */
  boolean isScalar() {
    return wrapper == 0;
  }

  /** Where the name's quoted string starts and ends. */
  int nameFrom() {
    return from[NAME_SLOT];
  }

  int nameTo() {
    return to[NAME_SLOT];
  }

  /** Where the document's object starts and ends. */
  int documentFrom() {
    return from[DOC_SLOT];
  }

  int documentTo() {
    return to[DOC_SLOT];
  }

  /** Whether all bytes were ASCII. */
  boolean isAscii() {
    return seen >= 0;
  }

  /** Whether the value stops inside a string. */
  boolean isInString() {
    return expect == Expect.STRING;
  }

  /** What was found instead of what. */
  String found(byte[] bytes, int start, int limit) {
    String wanted = expect.label;
    if (start + at >= limit) {
      return "it ends where " + wanted + " was expected, " + depth + " brackets are open";
    }
    int b = bytes[start + at] & 0xFF;
    String seenHere =
        b > ' ' && b < 0x7F ? "'" + (char) b + "'" : String.format(Locale.ROOT, "byte 0x%02x", b);
    return seenHere + " stands " + at + " bytes behind its start where " + wanted + " was expected";
  }

  /**
   * Goes on.
   *
   * @param start index of the piece's first byte
   * @param hasEnded whether no byte follows {@code limit}
   */
  State scan(byte[] bytes, int start, int limit, boolean hasEnded) {
    while (state == State.RUNNING && start + at < limit) {
      int before = at;
      switch (expect) {
        case STRING -> string(bytes, start, limit);
        case WORD -> word(bytes, start, limit);
        default -> token(bytes, start, limit, hasEnded);
      }
      if (at == before
          && state == State.RUNNING
          && expect != Expect.STRING
          && expect != Expect.WORD) {
        return state; // waits for bytes behind a newline
      }
    }
    if (state == State.RUNNING && hasEnded && expect == Expect.WORD && depth == 0) {
      endWord(bytes, start);
    }
    return state;
  }

  private void token(byte[] bytes, int start, int limit, boolean hasEnded) {
    byte b = bytes[start + at];
    switch (b) {
      case ' ', '\t', '\r' -> at++;
      case '\n' -> newline(bytes, start, limit, hasEnded);
      case RECORD -> state = State.CUT;
      case '"' -> openString();
      case '[', '{' -> open(b);
      case ']', '}' -> close(b);
      case ',' -> comma();
      case ':' -> {
        if (expect == Expect.COLON) {
          expect = Expect.VALUE;
          at++;
        } else {
          state = State.BROKEN;
        }
      }
      default -> {
        if (expect == Expect.VALUE || expect == Expect.VALUE_OR_END) {
          valueStarts((byte) 'w');
          expect = Expect.WORD;
          tokenFrom = at;
        } else {
          state = State.BROKEN;
        }
      }
    }
  }

  private void newline(byte[] bytes, int start, int limit, boolean hasEnded) {
    int i = start + at + 1;
    boolean mayStart = i < limit && (bytes[i] == '[' || bytes[i] == '{');
    if (!hasEnded && (i >= limit || (mayStart && limit - i < Window.LOOKAHEAD))) {
      return;
    }
    if (mayStart && next.isKnown(bytes, i, limit)) {
      state = State.CUT;
    } else {
      at++;
    }
  }

  private void openString() {
    if (expect == Expect.KEY || expect == Expect.KEY_OR_END) {
      isKey = true;
    } else if (expect == Expect.VALUE || expect == Expect.VALUE_OR_END) {
      isKey = false;
      valueStarts((byte) '"');
    } else {
      state = State.BROKEN;
      return;
    }
    tokenFrom = at++;
    isEscaped = false;
    expect = Expect.STRING;
  }

  private void string(byte[] bytes, int start, int limit) {
    byte all = 0;
    int i = start + at;
    boolean escaped = isEscaped;
    for (; i < limit; i++) {
      byte b = bytes[i];
      all |= b;
      if (escaped) {
        escaped = false;
      } else if (b == '"') {
        at = i + 1 - start;
        seen |= all;
        endString(bytes, start);
        return;
      } else if (b == '\\') {
        escaped = true;
      }
      if (b == '\n' || b == RECORD) {
        state = b == RECORD ? State.CUT : State.BROKEN;
        break;
      }
    }
    seen |= all;
    isEscaped = escaped;
    at = i - start;
  }

  private void endString(byte[] bytes, int start) {
    if (isKey) {
      expect = Expect.COLON;
      if (depth == 1) {
        slot = slot(bytes, start + tokenFrom + 1, start + at - 1);
      }
    } else {
      valueEnds();
    }
  }

  private static int slot(byte[] bytes, int from, int to) {
    if (to - from == 4 && bytes[from] == 'n' && bytes[from + 1] == 'a') {
      return bytes[from + 2] == 'm' && bytes[from + 3] == 'e' ? NAME_SLOT : 0;
    }
    boolean doc =
        to - from == 3 && bytes[from] == 'd' && bytes[from + 1] == 'o' && bytes[from + 2] == 'c';
    return doc ? DOC_SLOT : 0;
  }

  private void word(byte[] bytes, int start, int limit) {
    int i = start + at;
    while (i < limit && isWord(bytes[i])) {
      i++;
    }
    at = i - start;
    if (i < limit) {
      endWord(bytes, start);
    }
  }

  private void endWord(byte[] bytes, int start) {
    byte first = bytes[start + tokenFrom];
    int length = at - tokenFrom;
    boolean number = (first >= '0' && first <= '9') || first == '-' || first == '+';
    if (length > 0 && (number || Words.isLiteral(bytes, start + tokenFrom, length))) {
      valueEnds();
    } else {
      at = tokenFrom;
      expect = Expect.VALUE;
      state = State.BROKEN;
    }
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '-'
        || b == '+'
        || b == '.';
  }

  private void open(byte b) {
    if (expect != Expect.VALUE && expect != Expect.VALUE_OR_END) {
      state = State.BROKEN;
      return;
    }
    valueStarts(b);
    if (depth == 0) {
      wrapper = b;
    }
    int word = depth >>> 6;
    if (word == arrays.length) {
      arrays = Arrays.copyOf(arrays, word * 2);
    }
    long bit = 1L << depth;
    arrays[word] = b == '[' ? arrays[word] | bit : arrays[word] & ~bit;
    depth++;
    at++;
    expect = b == '[' ? Expect.VALUE_OR_END : Expect.KEY_OR_END;
  }

  private void close(byte b) {
    boolean mayEnd =
        expect == Expect.NEXT || expect == (b == ']' ? Expect.VALUE_OR_END : Expect.KEY_OR_END);
    if (!mayEnd || depth == 0 || inArray() != (b == ']')) {
      state = State.BROKEN;
      return;
    }
    depth--;
    at++;
    valueEnds();
  }

  private void comma() {
    if (expect != Expect.NEXT) {
      state = State.BROKEN;
      return;
    }
    expect = inArray() ? Expect.VALUE : Expect.KEY;
    at++;
  }

  private boolean inArray() {
    return (arrays[(depth - 1) >>> 6] >>> (depth - 1) & 1) != 0;
  }

  private void valueStarts(byte b) {
    if (depth != 1) {
      return;
    }
    if (wrapper == '[') {
      elements++;
      slot = elements <= DOC_SLOT ? elements : 0;
    }
    if (slot > 0) {
      kind[slot] = b;
      from[slot] = at;
    }
  }

  private void valueEnds() {
    if (depth == 0) {
      state = State.COMPLETE;
    } else if (depth == 1 && slot > 0) {
      to[slot] = at;
      slot = 0;
    }
    expect = Expect.NEXT;
  }
}
