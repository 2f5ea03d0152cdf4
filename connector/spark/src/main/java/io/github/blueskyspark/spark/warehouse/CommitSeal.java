package io.github.blueskyspark.spark.warehouse;

import java.nio.charset.StandardCharsets;

/**
 * The checksum inside a commit: SHA-256 of the entry's bytes, taken with zeros in its place. An
 * entry also holds the SHA-256 of the whole entry before it, so that neither a changed entry nor an
 * exchanged one goes unnoticed.
 */
final class CommitSeal {
  static final String FIELD = "checksum";

  /** What stands there while the checksum is taken. */
  static final String BLANK = "0".repeat(64);

  private static final String MARK = "\"" + FIELD + "\" : \"";

  private CommitSeal() {}

  /** The entry with its checksum in the place of {@link #BLANK}. */
  static byte[] seal(byte[] entry) {
    return with(entry, Sha256.hex(entry));
  }

  /** Whether the entry is as it was sealed; entries of older versions have no seal and hold. */
  static boolean holds(byte[] entry) {
    String text = new String(entry, StandardCharsets.ISO_8859_1);
    int at = place(text);
    if (at < 0) {
      return text.indexOf("\"" + FIELD + "\"") < 0;
    }
    return Sha256.hex(with(entry, BLANK)).equals(text.substring(at, at + BLANK.length()));
  }

  private static byte[] with(byte[] entry, String checksum) {
    String text = new String(entry, StandardCharsets.ISO_8859_1);
    int at = place(text);
    byte[] sealed = entry.clone();
    byte[] digits = checksum.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(digits, 0, sealed, at, digits.length);
    return sealed;
  }

  private static int place(String text) {
    int mark = text.indexOf(MARK);
    int at = mark + MARK.length();
    return mark < 0 || at + BLANK.length() > text.length() ? -1 : at;
  }
}
