package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A number such as {@code 1e400} that no double holds: read as infinite it would be another. */
final class NumberOutOfRange extends JsonParseException {
  private static final long serialVersionUID = 1L;

  /** Digits, point and exponent of doubles fit in; longer ones are looked at. */
  private static final int USUAL_LENGTH = 24;

  private static final int LONGEST_EXPONENT = 8;

  private NumberOutOfRange(JsonParser parser, String number) {
    super(parser, "the number " + number + " is beyond the range of doubles");
  }

  /** Demands that the VALUE_NUMBER_FLOAT at hand is finite, or a literal NaN or Infinity. */
  static void refuse(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int length = parser.getTextLength();
    if ((length > USUAL_LENGTH || hasExponent(text, from, length))
        && isDigits(text, from, length)
        && Double.isInfinite(parser.getDoubleValue())) {
      throw new NumberOutOfRange(parser, new String(text, from, Math.min(length, USUAL_LENGTH)));
    }
  }

  private static boolean hasExponent(char[] text, int from, int length) {
    for (int i = from + length - 1; i >= Math.max(from, from + length - LONGEST_EXPONENT); i--) {
      if (text[i] == 'e' || text[i] == 'E') {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigits(char[] text, int from, int length) {
    int first = length > 1 && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    return length > 0 && text[first] >= '0' && text[first] <= '9';
  }
}
