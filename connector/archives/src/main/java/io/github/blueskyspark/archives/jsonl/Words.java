package io.github.blueskyspark.archives.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The bare words that Python's json module and Jackson write. */
final class Words {
  private static final Set<String> LITERALS = Set.of("true", "false", "null", "NaN", "Infinity");
  private static final int LONGEST = 8;

  private Words() {}

  /** Whether the bytes are one of the words. */
  static boolean isLiteral(byte[] bytes, int from, int length) {
    return length <= LONGEST
        && LITERALS.contains(new String(bytes, from, length, StandardCharsets.US_ASCII));
  }
}
