package io.github.blueskyspark.archives.mongo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a run of the embedded layout was there when it was planned.
 *
 * @param events for each of its descriptors, in the header's order
 * @param datums for each of its resources
 */
record PinnedRows(List<Integer> events, List<Integer> datums) {
  private static final String BETWEEN = "-";

  PinnedRows {
    events = List.copyOf(events);
    datums = List.copyOf(datums);
  }

  /** Whether a pin is one of these; others are ids. */
  static boolean is(String pin) {
    return pin.contains(BETWEEN);
  }

  static PinnedRows of(String pin) {
    String[] halves = pin.split(BETWEEN, -1);
    return new PinnedRows(numbers(halves[0]), numbers(halves[1]));
  }

  private static List<Integer> numbers(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList();
  }

  String text() {
    return text(events) + BETWEEN + text(datums);
  }

  private static String text(List<Integer> numbers) {
    List<String> words = new ArrayList<>();
    numbers.forEach(n -> words.add(n.toString()));
    return String.join(".", words);
  }
}
