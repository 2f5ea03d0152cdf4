package io.github.blueskyspark.archives.mongo;

import java.util.Arrays;

/**
 * Checks that a whole BSON document stands at a place: every length, name and terminator, without
 * recursion and without trusting a size. What passed can be read without looking at bounds again.
 */
final class BsonWalk {
  /** Bytes of the shortest document: its length and its end. */
  static final int SHORTEST = 5;

  private final int deepest;
  private int[] ends = new int[16];
  private int depth;
  private int at;
  private boolean ranOut;
  private String fault = "";

  /**
   * @param deepest nesting that is allowed; BSON's own limit is 100, of writers 200
   */
  BsonWalk(int deepest) {
    this.deepest = deepest;
  }

  /** Behind the document, or where it stops being one. */
  int at() {
    return at;
  }

  /** What is wrong at {@link #at()}. */
  String fault() {
    return fault;
  }

  /** Whether the walk failed because the bytes ended. */
  boolean hasRunOut() {
    return ranOut;
  }

  /** Whether a document of the length it tells lies in {@code [from, limit)}. */
  boolean isWhole(byte[] bytes, int from, int limit) {
    begin(from);
    if (!has(SHORTEST, limit)) {
      return fail("it ends inside its length");
    }
    int length = LittleEndian.int32(bytes, from);
    if (length < SHORTEST) {
      return fail("its length is " + length);
    }
    if (length > limit - from) {
      ranOut = true;
      return fail("its length is " + length + ", and " + (limit - from) + " bytes are there");
    }
    return walk(bytes, from, from + length);
  }

  /** Whether the elements of a document lie in {@code [from, limit)}, whatever its length says. */
  boolean endsSomewhere(byte[] bytes, int from, int limit) {
    begin(from);
    return has(SHORTEST, limit) && walk(bytes, from, -limit);
  }

  private void begin(int from) {
    at = from;
    depth = 0;
    ranOut = false;
    fault = "";
  }

  private boolean has(int length, int limit) {
    boolean enough = limit - at >= length;
    ranOut |= !enough;
    return enough;
  }

  private boolean fail(String why) {
    fault = fault.isEmpty() ? why : fault;
    return false;
  }

  /**
   * @param end of the document; negative when only its limit is known
   */
  private boolean walk(byte[] bytes, int from, int end) {
    boolean open = end < 0;
    int limit = Math.abs(end);
    push(limit);
    at = from + 4;
    while (depth > 0) {
      int inner = ends[depth - 1];
      if (at >= inner) {
        ranOut = open && depth == 1;
        return fail("a document has no end");
      }
      int type = bytes[at] & 0xFF;
      at++;
      if (type == BsonType.END) {
        if (at != inner && !(open && depth == 1)) {
          at--;
          return fail("a document ends " + (inner - at - 1) + " bytes before its length");
        }
        depth--;
        continue;
      }
      if (!BsonType.isKnown(type)) {
        at--;
        return fail(String.format("no value has type 0x%02x", type));
      }
      if (!text(bytes, inner) || !value(bytes, type, inner)) {
        ranOut |= open;
        return fail("a value ends behind its document");
      }
    }
    return true;
  }

  private boolean text(byte[] bytes, int limit) {
    for (int i = at; i < limit; i++) {
      if (bytes[i] == 0) {
        at = i + 1;
        return true;
      }
    }
    return fail("a name has no end");
  }

  private boolean value(byte[] bytes, int type, int limit) {
    return switch (type) {
      case BsonType.DOUBLE, BsonType.DATE, BsonType.TIMESTAMP, BsonType.INT64 -> skip(8, limit);
      case BsonType.INT32 -> skip(4, limit);
      case BsonType.DECIMAL -> skip(BsonType.DECIMAL_BYTES, limit);
      case BsonType.OBJECT_ID -> skip(BsonType.OBJECT_ID_BYTES, limit);
      case BsonType.BOOLEAN -> bool(bytes, limit);
      case BsonType.NULL, BsonType.UNDEFINED, BsonType.MIN_KEY, BsonType.MAX_KEY -> true;
      case BsonType.STRING, BsonType.CODE, BsonType.SYMBOL -> string(bytes, limit);
      case BsonType.DB_POINTER -> string(bytes, limit) && skip(BsonType.OBJECT_ID_BYTES, limit);
      case BsonType.REGEX -> regex(bytes, limit);
      case BsonType.BINARY -> binary(bytes, limit);
      case BsonType.CODE_WITH_SCOPE -> code(bytes, limit);
      default -> document(bytes, limit);
    };
  }

  private boolean bool(byte[] bytes, int limit) {
    boolean isEither = at >= limit || bytes[at] == 0 || bytes[at] == 1;
    return isEither ? skip(1, limit) : fail("a boolean is neither");
  }

  private boolean regex(byte[] bytes, int limit) {
    boolean hasPattern = text(bytes, limit);
    return hasPattern && text(bytes, limit);
  }

  private boolean skip(int length, int limit) {
    if (length > limit - at) {
      return fail("a value of " + length + " bytes has " + (limit - at));
    }
    at += length;
    return true;
  }

  private boolean string(byte[] bytes, int limit) {
    int from = at;
    if (!skip(4, limit)) {
      return false;
    }
    int length = LittleEndian.int32(bytes, from);
    if (length < 1 || length > limit - at || bytes[at + length - 1] != 0) {
      at = from;
      return fail("a string's length is " + length);
    }
    at += length;
    return true;
  }

  private boolean binary(byte[] bytes, int limit) {
    int from = at;
    if (!skip(5, limit)) {
      return false;
    }
    int length = LittleEndian.int32(bytes, from);
    if (length < 0 || length > limit - at) {
      at = from;
      return fail("a binary value's length is " + length);
    }
    at += length;
    return true;
  }

  private boolean code(byte[] bytes, int limit) {
    int from = at;
    if (!skip(4, limit)) {
      return false;
    }
    int length = LittleEndian.int32(bytes, from);
    if (length < 4 || length > limit - from || !string(bytes, from + length)) {
      at = from;
      return fail("a code's length is " + length);
    }
    int scope = at;
    return document(bytes, from + length) && (ends[depth - 1] == from + length || wrong(scope));
  }

  private boolean wrong(int scope) {
    at = scope;
    return fail("a code's scope is shorter than its code says");
  }

  private boolean document(byte[] bytes, int limit) {
    int from = at;
    if (!skip(4, limit)) {
      return false;
    }
    int length = LittleEndian.int32(bytes, from);
    if (length < SHORTEST || length > limit - from) {
      at = from;
      return fail("a document's length is " + length);
    }
    if (depth >= deepest) {
      return fail("it is nested deeper than " + deepest);
    }
    push(from + length);
    return true;
  }

  private void push(int end) {
    if (depth == ends.length) {
      ends = Arrays.copyOf(ends, depth * 2);
    }
    ends[depth++] = end;
  }
}
