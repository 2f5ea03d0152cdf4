package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;

/**
 * Steps one evaluation may take, so that no query hangs a task: counted, not timed, so that the
 * same query on the same run always ends the same way. Not thread safe; one an evaluation.
 */
final class Budget {
  /** Characters that regular expressions may look at: about half a second. */
  static final long REGEX_STEPS = 20_000_000;

  /** Values that paths may visit; only array positions on both sides of a path come near. */
  static final long PATH_STEPS = 50_000_000;

  private long regexSteps = REGEX_STEPS;
  private long pathSteps = PATH_STEPS;

  void visit() {
    if (--pathSteps < 0) {
      throw new OptionException(
          Location.option("query"),
          "evaluate the query",
          "its path leads to more than " + PATH_STEPS + " values of one run",
          "Ask for a shorter path");
    }
  }

  /** The text as a sequence that pays for each character looked at. */
  CharSequence counted(String text, Regex regex) {
    return new Counted(text, regex);
  }

  private final class Counted implements CharSequence {
    private final String text;
    private final Regex regex;

    Counted(String text, Regex regex) {
      this.text = text;
      this.regex = regex;
    }

    @Override
    public char charAt(int index) {
      if (--regexSteps < 0) {
        throw regex.tooSlow(text, "more than " + REGEX_STEPS + " steps");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.substring(start, end), regex);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
