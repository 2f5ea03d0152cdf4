package io.github.blueskyspark.options;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Parsed option values; the string map ends here. Immutable, thread safe, sent to tasks. */
public final class OptionValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Object> values;
  private final TreeMap<String, String> passedOn;

  private OptionValues(Map<String, Object> values, Map<String, String> passedOn) {
    this.values = new HashMap<>(values);
    this.passedOn = new TreeMap<>(passedOn);
  }

  /** All defaults. */
  public static OptionValues defaults() {
    return parse(Map.of());
  }

  /**
   * Reads options in any case.
   *
   * @throws OptionException for an unknown key, naming the nearest, or a value that the option does
   *     not take
   */
  public static OptionValues parse(Map<String, String> given) {
    HashMap<String, Object> values = new HashMap<>();
    TreeMap<String, String> passedOn = new TreeMap<>();
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String key = entry.getKey().toLowerCase(Locale.ROOT);
      if (Options.PASS_ON.stream().anyMatch(key::startsWith)) {
        passedOn.put(key, entry.getValue());
      } else {
        Option<?> option = find(entry.getKey());
        values.put(option.lookupKey(), option.read(entry.getValue()));
      }
    }
    return new OptionValues(values, passedOn);
  }

  private static Option<?> find(String key) {
    List<String> known = new ArrayList<>();
    for (Option<?> option : Options.all()) {
      if (option.key().equalsIgnoreCase(key)) {
        return option;
      }
      known.add(option.key());
    }
    throw new OptionException(
        Location.option(key),
        "use option '" + key + "'",
        "there is none of that name",
        NearestNames.question(key, known) + "See docs/options.md");
  }

  /** The value given, else the default. */
  @SuppressWarnings("unchecked")
  public <T> T get(Option<T> option) {
    Object value = values.get(option.lookupKey());
    return value != null ? (T) value : option.fallback().orElseThrow();
  }

  /** Whether the user gave it. */
  public boolean has(Option<?> option) {
    return values.containsKey(option.lookupKey());
  }

  /** The same values with one replaced. */
  public <T> OptionValues with(Option<T> option, T value) {
    HashMap<String, Object> more = new HashMap<>(values);
    more.put(option.lookupKey(), value);
    return new OptionValues(more, passedOn);
  }

  /** Options of the groups that pass on to a library, keys in lower case. */
  public Map<String, String> passedOn() {
    return Map.copyOf(passedOn);
  }
}
