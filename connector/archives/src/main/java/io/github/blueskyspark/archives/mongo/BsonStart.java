package io.github.blueskyspark.archives.mongo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tells where a stored document may begin: a length that can be, and a first field as the documents
 * before had it, or one that the database or suitcase-mongo writes first.
 */
final class BsonStart {
  private static final int LONGEST_NAME = 64;

  private static final List<byte[]> USUAL =
      List.of(
          name("_id"),
          name("uid"),
          name("time"),
          name("run_id"),
          name("run_start"),
          name("resource"),
          name("spec"),
          name("descriptor"),
          name("configuration"),
          name("datum_id"));

  private final int longest;
  private byte[] first = {};

  BsonStart(int longest) {
    this.longest = longest;
  }

  private static byte[] name(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /** Keeps the first field of a good document. */
  void learn(byte[] bytes, int from) {
    int at = from + 4;
    if (bytes[at] == BsonType.END
        || (first.length > 0
            && Arrays.equals(bytes, at, at + first.length, first, 0, first.length))) {
      return;
    }
    int end = BsonFields.endOfText(bytes, at + 1) + 1;
    first = end - at <= LONGEST_NAME ? Arrays.copyOfRange(bytes, at, end) : first;
  }

  /** Whether a document may begin here, as far as its first bytes tell. */
  boolean mayStart(byte[] bytes, int from, int limit) {
    if (limit - from < BsonWalk.SHORTEST) {
      return false;
    }
    int length = LittleEndian.int32(bytes, from);
    if (length < BsonWalk.SHORTEST || length > longest) {
      return false;
    }
    if (from + length <= limit && bytes[from + length - 1] != 0) {
      return false;
    }
    // The usual names stand inside documents as well, so that they count only at first.
    if (first.length > 0) {
      return begins(bytes, from + 4, limit, first);
    }
    int type = bytes[from + 4] & 0xFF;
    if (type != BsonType.END && BsonType.isKnown(type)) {
      for (byte[] usual : USUAL) {
        if (begins(bytes, from + 5, limit, usual)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean begins(byte[] bytes, int at, int limit, byte[] what) {
    return limit - at >= what.length
        && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
  }

  /**
   * The first index in {@code [from, sure)} where a document may begin; {@code sure} for none.
   * Where nothing follows, a document must be there as a whole.
   */
  int next(byte[] bytes, int from, int sure, int limit) {
    boolean isEnd = sure == limit;
    for (int i = from; i < sure; i++) {
      if (mayStart(bytes, i, limit) && !(isEnd && LittleEndian.int32(bytes, i) > limit - i)) {
        return i;
      }
    }
    return sure;
  }
}
