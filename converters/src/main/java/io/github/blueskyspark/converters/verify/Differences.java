package io.github.blueskyspark.converters.verify;

import java.util.ArrayList;
import java.util.List;

/** Counts differences and keeps the first of them. */
final class Differences {
  static final int SHOWN = 50;

  private final List<String> examples = new ArrayList<>();
  private long count;

  void add(String sentence) {
    add(1, List.of(sentence));
  }

  /**
   * @param more how many there are
   * @param first sentences about the first of them
   */
  void add(long more, List<String> first) {
    count += more;
    first.stream().limit(SHOWN - (long) examples.size()).forEach(examples::add);
  }

  long count() {
    return count;
  }

  List<String> examples() {
    return examples;
  }
}
