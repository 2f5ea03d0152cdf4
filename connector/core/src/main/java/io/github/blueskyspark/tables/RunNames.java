package io.github.blueskyspark.tables;

import java.util.regex.Pattern;

/** File names that say which run a file holds. */
public final class RunNames {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private RunNames() {}

  /** Whether a file name without its ending is a whole run uid, as suitcases name files. */
  public static boolean namesRun(String stem) {
    return UUID.matcher(stem).matches();
  }
}
