package io.github.blueskyspark.errors;

import java.util.Collection;

/** Stand-in until the real one lands. */
public final class NearestNames {
  private NearestNames() {}

  /** First of the candidates. */
  public static String of(String name, Collection<String> candidates) {
    return candidates.stream().filter(c -> !c.equals(name)).findFirst().orElse(name);
  }
}
