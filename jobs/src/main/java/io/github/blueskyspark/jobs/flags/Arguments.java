package io.github.blueskyspark.jobs.flags;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed command line.
 *
 * @param spec the command
 * @param words positional words, in order
 * @param values values by flag name, in order; {@code true} for a switch
 */
public record Arguments(CommandSpec spec, List<String> words, Map<String, List<String>> values) {
  /** Copies the collections. */
  public Arguments {
    words = List.copyOf(words);
    values = Map.copyOf(values);
  }

  /** Whether a switch is on. */
  public boolean has(Flag flag) {
    return last(flag).filter("true"::equals).isPresent();
  }

  /** The value of a flag; the last one where it was repeated. */
  public Optional<String> last(Flag flag) {
    List<String> all = all(flag.name());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** All values of a flag, in order. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /**
   * The value of a flag that the command cannot do without.
   *
   * @throws UsageException when it is missing
   */
  public String required(Flag flag) {
    return last(flag)
        .orElseThrow(
            () ->
                new UsageException(
                    "bluesky-spark " + spec.name(),
                    "run command '" + spec.name() + "'",
                    "flag " + flag.name() + " is missing",
                    "Add " + flag.shown() + ", see bluesky-spark " + spec.name() + " --help"));
  }

  static String[] pair(String flag, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new UsageException(
          "bluesky-spark",
          "use " + flag + " '" + text + "'",
          "it has no '='",
          "Write " + flag + " KEY=VALUE");
    }
    return new String[] {text.substring(0, equals), text.substring(equals + 1)};
  }

  /**
   * Key and value of each {@code --conf}.
   *
   * @throws UsageException when one has no {@code =}
   */
  public List<Map.Entry<String, String>> sparkSettings() {
    return all(GlobalFlags.CONF.name()).stream()
        .map(text -> pair(GlobalFlags.CONF.name(), text))
        .map(parts -> Map.entry(parts[0], parts[1]))
        .toList();
  }
}
