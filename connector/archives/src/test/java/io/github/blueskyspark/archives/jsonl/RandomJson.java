package io.github.blueskyspark.archives.jsonl;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON text with what makes splitting hard: brackets and quotes in strings, blanks, any script. */
final class RandomJson {
  private static final List<String> BITS =
      List.of(
          "a",
          "[",
          "]",
          "{",
          "}",
          "\\\"",
          "\\\\",
          ",",
          ":",
          "µ",
          "😀",
          "\\n",
          "\\u001e",
          "\u007f",
          "[\\\"event\\\", {",
          "}]",
          "é",
          " ");
  private static final List<String> SCALARS =
      List.of("0", "-1.5e-7", "1e400", "true", "false", "null", "NaN", "-Infinity", "9".repeat(40));

  private RandomJson() {}

  static String object(Random random, int depth) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(
            i ->
                string(random, "k" + i)
                    + blank(random)
                    + ":"
                    + blank(random)
                    + value(random, depth))
        .collect(Collectors.joining("," + blank(random), "{" + blank(random), "}"));
  }

  private static String value(Random random, int depth) {
    return switch (depth > 0 ? random.nextInt(5) : random.nextInt(2)) {
      case 0 -> string(random, "");
      case 1 -> SCALARS.get(random.nextInt(SCALARS.size()));
      case 2, 3 -> object(random, depth - 1);
      default ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> value(random, depth - 1))
              .collect(Collectors.joining("," + blank(random), "[", blank(random) + "]"));
    };
  }

  private static String string(Random random, String prefix) {
    return IntStream.range(0, random.nextInt(6))
        .mapToObj(i -> BITS.get(random.nextInt(BITS.size())))
        .collect(Collectors.joining("", "\"" + prefix, "\""));
  }

  private static String blank(Random random) {
    return random.nextInt(3) == 0 ? " " : "";
  }
}
