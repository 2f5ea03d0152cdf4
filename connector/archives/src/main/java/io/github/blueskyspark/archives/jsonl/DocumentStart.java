package io.github.blueskyspark.archives.jsonl;

import io.github.blueskyspark.documents.DocumentKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Recognises how a document begins, by hand and with any blanks: an array of a name and an object,
 * or an object whose first members are {@code name} and {@code doc}. The last match is kept in the
 * object; not thread safe.
 */
final class DocumentStart {
  private static final byte[] NAME = ascii("\"name\"");
  private static final byte[] DOC = ascii("\"doc\"");
  private static final List<String> LABELS =
      Arrays.stream(DocumentKind.values()).map(DocumentKind::label).toList();
  private static final List<byte[]> LABEL_BYTES =
      LABELS.stream().map(DocumentStart::ascii).toList();
  private static final int MOST_BLANKS = 64;
  private static final int LONGEST_NAME = 64;

  private byte[] bytes = {};
  private int end;
  private int at;
  private int nameFrom;
  private int nameTo;
  private boolean ranOut;

  /** Index of the document's opening brace. */
  int document() {
    return at;
  }

  /** The document's name; labels of event-model are not made anew. */
  String name() {
    return name(bytes, nameFrom, nameTo);
  }

  /** The text between two indexes as a name. */
  static String name(byte[] bytes, int from, int to) {
    for (int i = 0; i < LABELS.size(); i++) {
      byte[] label = LABEL_BYTES.get(i);
      if (Arrays.equals(label, 0, label.length, bytes, from, to)) {
        return LABELS.get(i);
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether a document of any name begins at {@code from}, its name first. */
  boolean matches(byte[] source, int from, int limit) {
    bytes = source;
    at = from;
    end = limit;
    ranOut = false;
    if (at >= limit) {
      return false;
    }
    return source[from] == '[' ? pair() : source[from] == '{' && named();
  }

  /** Whether a document of a kind that event-model knows begins at {@code from}. */
  boolean isKnown(byte[] source, int from, int limit) {
    return matches(source, from, limit)
        && DocumentKind.of(new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8))
            .isPresent();
  }

  /** The last place in {@code [from, to)} where a known kind begins. */
  Optional<Integer> lastKnown(byte[] source, int from, int to, int limit) {
    for (int i = to - 1; i >= from; i--) {
      if ((source[i] == '[' || source[i] == '{') && isKnown(source, i, limit)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Whether the bytes are the beginning of a document, as far as they go. */
  boolean couldBe(byte[] source, int from, int limit) {
    boolean whole = matches(source, from, limit);
    if (whole || ranOut) {
      return true;
    }
    at = from;
    ranOut = false;
    return (byteIs('{') && word(DOC) && byteIs(':') && byteIs('{')) || ranOut;
  }

  private boolean pair() {
    return byteIs('[') && string() && byteIs(',') && stands('{');
  }

  private boolean named() {
    return byteIs('{')
        && word(NAME)
        && byteIs(':')
        && string()
        && byteIs(',')
        && word(DOC)
        && byteIs(':')
        && stands('{');
  }

  /** Skips blanks; false when the bytes end. */
  private boolean more() {
    int most = Math.min(end, at + MOST_BLANKS);
    while (at < most
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    ranOut |= at >= end;
    return at < end;
  }

  private boolean stands(char c) {
    return more() && bytes[at] == c;
  }

  private boolean byteIs(char c) {
    boolean yes = stands(c);
    at += yes ? 1 : 0;
    return yes;
  }

  private boolean word(byte[] word) {
    if (!more()) {
      return false;
    }
    int length = Math.min(word.length, end - at);
    boolean yes = Arrays.equals(word, 0, length, bytes, at, at + length);
    ranOut |= yes && length < word.length;
    at += length;
    return yes && length == word.length;
  }

  private boolean string() {
    if (!byteIs('"')) {
      return false;
    }
    nameFrom = at;
    int most = Math.min(end, at + LONGEST_NAME + 1);
    while (at < most && bytes[at] != '"') {
      if (bytes[at] == '\\' || bytes[at] < ' ') {
        return false;
      }
      at++;
    }
    ranOut |= at >= end;
    nameTo = at;
    at++;
    return nameTo < most;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
