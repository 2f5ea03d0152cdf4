package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a query, in PCRE's spelling, searched anywhere in a string.
 *
 * @param pattern the expression
 * @param options letters of {@code imsx}, each at most once: ignore case, {@code ^$} at every line,
 *     a point matches line ends too, blanks and comments in the pattern do not count
 */
public record Regex(String pattern, String options) implements Serializable {
  /** MongoDB's own limit, in characters. */
  static final int MAX_LENGTH = 32_764;

  /**
   * The expression as Java compiles it.
   *
   * @throws OptionException when it is not one, naming the place in it
   */
  Pattern compile(Location where) {
    int flags = Pattern.UNIX_LINES;
    for (int i = 0; i < options.length(); i++) {
      char option = options.charAt(i);
      flags |=
          switch (option) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            case 'u' -> 0; // PCRE's UTF mode: always on here
            default ->
                throw refused(
                    where, "'" + option + "' is not one of its options", "Use letters of imsx");
          };
    }
    if (pattern.length() > MAX_LENGTH) {
      throw refused(
          where,
          "it is " + pattern.length() + " characters long",
          "Keep it below " + MAX_LENGTH + " characters, or list values with $in");
    }
    try {
      return Pattern.compile(PcreSyntax.toJava(pattern, options.indexOf('x') >= 0), flags);
    } catch (PatternSyntaxException e) {
      throw refused(
              where,
              e.getDescription() + " near character " + (Math.max(e.getIndex(), 0) + 1),
              "Correct the pattern; a backslash is written twice in JSON")
          .because(e);
    } catch (StackOverflowError e) {
      throw refused(where, "its groups are nested too deeply", "Write it with fewer groups");
    }
  }

  private OptionException refused(Location where, String found, String remedy) {
    return new OptionException(where, "read regular expression " + shown(), found, remedy);
  }

  /** The error of an expression that backtracks without end on some text. */
  OptionException tooSlow(String text, String found) {
    return new OptionException(
        Location.option("query"),
        "match regular expression " + shown(),
        "it takes " + found + " on a text of " + text.length() + " characters",
        "Write it without a repetition inside a repetition");
  }

  private String shown() {
    String shown = pattern.length() > 80 ? pattern.substring(0, 80) + "…" : pattern;
    return "'" + shown + "'";
  }
}
