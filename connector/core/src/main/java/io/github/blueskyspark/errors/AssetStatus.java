package io.github.blueskyspark.errors;

import java.util.Locale;

/** How an external array is found; column {@code status} of table {@code assets}. */
public enum AssetStatus {
  OK,
  /** No such file, or something that is no regular file, or no such array in it. */
  MISSING,
  /** It may not be opened: outside the allowed roots, on another host, of another scheme. */
  FORBIDDEN,
  /** The file ends before the end it tells of. */
  TRUNCATED,
  /** It is there and cannot be read: no permission, damaged, or of an unsupported kind. */
  UNREADABLE,
  /** It holds fewer frames than the documents announce. */
  SHORT;

  /** The word in the table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
