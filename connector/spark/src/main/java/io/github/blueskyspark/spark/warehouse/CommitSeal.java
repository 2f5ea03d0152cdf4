package io.github.blueskyspark.spark.warehouse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The checksum inside a commit: SHA-256 of the entry's bytes, taken with zeros in its place. An
 * entry also holds the SHA-256 of the whole entry before it, so that neither a changed entry nor an
 * exchanged one goes unnoticed. It stands near the beginning.
 */
final class CommitSeal {
  static final String FIELD = "checksum";

  /** What stands there while the checksum is taken. */
  static final String BLANK = "0".repeat(64);

  /** Bytes at the beginning of an entry, one of which the checksum begins at. */
  static final int HEAD = 1 << 12;

  private static final String MARK = "\"" + FIELD + "\" : \"";

  private CommitSeal() {}

  /** Puts the checksum of an entry in the place of {@link #BLANK}; gives back the same array. */
  static byte[] seal(byte[] entry) {
    int at = place(Arrays.copyOf(entry, Math.min(entry.length, HEAD)));
    byte[] digits = Sha256.hex(entry).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(digits, 0, entry, at, digits.length);
    return entry;
  }

  /** Where the checksum stands; negative where there is none. */
  static int place(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int mark = text.indexOf(MARK);
    int at = mark + MARK.length();
    return mark < 0 || at + BLANK.length() > text.length() ? -1 : at;
  }
}
