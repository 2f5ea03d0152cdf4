package io.github.blueskyspark.options;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what users write as values of options; whatever cannot be one is refused with a remedy. */
final class OptionText {
  private OptionText() {}

  /** One of some words, whatever the case, as it is spelled among them. */
  static String oneOf(String key, String text, List<String> allowed) {
    return allowed.stream()
        .filter(a -> a.equalsIgnoreCase(text.trim()))
        .findFirst()
        .orElseThrow(() -> wrong(key, text, "Use one of " + String.join(", ", allowed)));
  }

  /** A whole number from 1 to {@code most}. */
  static long number(String key, String text, long most) {
    try {
      long n = Long.parseLong(text.trim());
      if (n >= 1 && n <= most) {
        return n;
      }
    } catch (NumberFormatException e) {
      throw wrong(key, text, "Give a whole number from 1 to " + most).because(e);
    }
    throw wrong(key, text, "Give a whole number from 1 to " + most);
  }

  /** What stands between commas, without blanks around it and without empty ones. */
  static List<String> commaSeparated(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).filter(t -> !t.isEmpty()).toList();
  }

  /** {@code old=new,…}, in the order given. */
  static Map<String, String> rootMap(String text) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String entry : commaSeparated(text)) {
      int equals = entry.indexOf('=');
      if (equals < 1 || equals == entry.length() - 1) {
        throw wrong("rootMap", entry, "Write old=new, several separated by commas");
      }
      map.put(entry.substring(0, equals).trim(), entry.substring(equals + 1).trim());
    }
    return map;
  }

  private static OptionException wrong(String key, String text, String remedy) {
    return new OptionException(
        Location.option(key),
        "use value '" + text + "'",
        "it is none that '" + key + "' takes",
        remedy);
  }
}
