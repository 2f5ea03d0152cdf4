package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.Locale;

/** Which runs a scan_id means that several runs share. */
public enum Duplicates {
  /** The one that started last. */
  LATEST,
  /** All of them. */
  ALL,
  /** None: asking is an error that names them. */
  ERROR;

  /**
   * Reads the option {@code duplicates}, in upper or lower case.
   *
   * @throws OptionException for another word
   */
  public static Duplicates parse(String word) {
    for (Duplicates choice : values()) {
      if (choice.name().equalsIgnoreCase(word.strip())) {
        return choice;
      }
    }
    throw new OptionException(
        Location.option("duplicates"),
        "read the choice '" + word.strip() + "'",
        "it is none of latest, all, error",
        "Use " + LATEST.name().toLowerCase(Locale.ROOT) + " for the run that started last");
  }
}
