package io.github.blueskyspark.archives;

/** Checks UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Index of the first byte in {@code [from, to)} that begins no character; -1 when all is well.
   */
  public static int firstFault(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      byte lead = bytes[i];
      if (lead >= 0) {
        i++;
        continue;
      }
      int length = length(lead & 0xFF);
      if (length == 0 || i + length > to || !second(lead & 0xFF, bytes[i + 1] & 0xFF)) {
        return i;
      }
      for (int k = 2; k < length; k++) {
        if ((bytes[i + k] & 0xC0) != 0x80) {
          return i;
        }
      }
      i += length;
    }
    return -1;
  }

  private static int length(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  }

  private static boolean second(int lead, int b) {
    return switch (lead) {
      case 0xE0 -> b >= 0xA0 && b <= 0xBF;
      case 0xED -> b >= 0x80 && b <= 0x9F;
      case 0xF0 -> b >= 0x90 && b <= 0xBF;
      case 0xF4 -> b >= 0x80 && b <= 0x8F;
      default -> b >= 0x80 && b <= 0xBF;
    };
  }
}
