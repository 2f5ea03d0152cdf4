package io.github.blueskyspark.archives.msgpack;

import io.github.blueskyspark.archives.msgpack.Header.Kind;
import io.github.blueskyspark.documents.DocumentKind;
import java.nio.charset.StandardCharsets;

/** Recognises a message of a name and a map. The last match is kept in the object. */
final class MessageStart {
  private static final int LONGEST_NAME = 64;

  private final Header header = new Header();
  private String name = "";
  private int document;
  private boolean ranOut;

  /** The name of the document. */
  String name() {
    return name;
  }

  /** Index of the document's map. */
  int document() {
    return document;
  }

  /** Whether the last look failed because the bytes ended. */
  boolean hasRunOut() {
    return ranOut;
  }

  /** Whether a message of any name begins here. */
  boolean matches(byte[] bytes, int from, int limit) {
    ranOut = !header.read(bytes, from, limit);
    if (ranOut || header.kind() != Kind.ARRAY || header.number() != 2) {
      return false;
    }
    int at = from + header.length();
    ranOut = !header.read(bytes, at, limit);
    if (ranOut
        || (header.kind() != Kind.STRING && header.kind() != Kind.BINARY)
        || header.number() > LONGEST_NAME) {
      return false;
    }
    at += header.length();
    int end = at + (int) header.number();
    ranOut = !header.read(bytes, end, limit);
    if (ranOut || header.kind() != Kind.MAP) {
      return false;
    }
    document = end;
    String found = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    name = DocumentKind.of(found).map(DocumentKind::label).orElse(found);
    return true;
  }

  /** Whether a message of a kind that event-model knows begins here. */
  boolean isKnown(byte[] bytes, int from, int limit) {
    return (bytes[from] & 0xF0) == 0x90
        && matches(bytes, from, limit)
        && DocumentKind.of(name).isPresent();
  }
}
