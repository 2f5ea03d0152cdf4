package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.options.Options;
import java.util.Locale;

/** Which options may appear in the commit log. */
final class SelectionText {
  private SelectionText() {}

  static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    boolean declared =
        Options.all().stream().anyMatch(o -> o.secret() && o.lookupKey().equals(lower));
    return declared
        || (lower.matches(".*(password|secret|token|key)$") && !lower.equals("datakey"));
  }
}
