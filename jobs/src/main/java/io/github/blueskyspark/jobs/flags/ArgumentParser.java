package io.github.blueskyspark.jobs.flags;

import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.jobs.flags.Flag.Arity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Splits the words of a shell into a command, its positional words and its flags. */
public final class ArgumentParser {
  private static final String PROGRAM = "bluesky-spark";

  private final List<CommandSpec> commands;
  private final CommandSpec none;

  /** A parser for these commands. */
  public ArgumentParser(List<CommandSpec> commands) {
    this.commands = List.copyOf(commands);
    this.none = new CommandSpec("", "", List.of(), List.of(), false, "");
  }

  /**
   * Parses a command line. Where help or the version is asked for, missing words are no error, and
   * the command may be missing: its name is empty then.
   *
   * @throws UsageException for an unknown command or flag, naming the nearest, or a wrong number of
   *     words
   */
  public Arguments parse(List<String> line) {
    CommandSpec spec = command(line);
    List<String> words = new ArrayList<>();
    Map<String, List<String>> values = new LinkedHashMap<>();
    boolean named = spec.name().isEmpty();
    boolean onlyWords = false;
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      if (onlyWords || !isFlag(word)) {
        if (named || !word.equals(spec.name())) {
          words.add(word);
        }
        named = true;
      } else if (word.equals("--")) {
        onlyWords = true;
      } else {
        i = readFlag(spec, line, i, values);
      }
    }
    Arguments parsed = new Arguments(spec, words, values);
    if (!parsed.has(GlobalFlags.HELP) && !parsed.has(GlobalFlags.VERSION)) {
      checkWords(parsed);
    }
    return parsed;
  }

  /** The command is the first word that is neither a global flag nor its value. */
  private CommandSpec command(List<String> line) {
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      if (isFlag(word)) {
        String name = nameOf(word);
        boolean takesNext =
            GlobalFlags.all().stream().anyMatch(f -> f.isCalled(name) && f.arity() == Arity.VALUE)
                && name.equals(word);
        i += takesNext ? 1 : 0;
      } else {
        return find(word);
      }
    }
    return none;
  }

  private CommandSpec find(String word) {
    List<String> names = commands.stream().map(CommandSpec::name).toList();
    return commands.stream()
        .filter(c -> c.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    PROGRAM,
                    "run command '" + word + "'",
                    "there is none of that name",
                    NearestNames.question(word, names) + "See bluesky-spark --help"));
  }

  private static boolean isFlag(String word) {
    return word.startsWith("-") && word.length() > 1 && !word.matches("-\\d+");
  }

  private static String nameOf(String word) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    return equals < 0 ? word : word.substring(0, equals);
  }

  private int readFlag(
      CommandSpec spec, List<String> line, int at, Map<String, List<String>> values) {
    String word = line.get(at);
    String name = nameOf(word);
    Flag flag =
        spec.find(name)
            .or(() -> GlobalFlags.all().stream().filter(f -> f.isCalled(name)).findFirst())
            .orElseThrow(() -> unknown(spec, name));
    Optional<String> joined =
        name.length() < word.length()
            ? Optional.of(word.substring(name.length() + 1))
            : Optional.empty();
    Optional<String> next = at + 1 < line.size() ? Optional.of(line.get(at + 1)) : Optional.empty();
    boolean takesNext =
        joined.isEmpty()
            && switch (flag.arity()) {
              case SWITCH -> false;
              case VALUE -> true;
              case TRUTH -> next.filter(n -> n.equals("true") || n.equals("false")).isPresent();
            };
    if (takesNext && next.isEmpty()) {
      throw new UsageException(
          where(spec), "use flag '" + name + "'", "its value is missing", "Write " + flag.shown());
    }
    String value = joined.or(() -> takesNext ? next : Optional.empty()).orElse("true");
    values.computeIfAbsent(flag.name(), k -> new ArrayList<>()).add(value);
    return takesNext ? at + 1 : at;
  }

  private static UsageException unknown(CommandSpec spec, String name) {
    List<String> known =
        Stream.concat(spec.flags().stream(), GlobalFlags.all().stream()).map(Flag::name).toList();
    return new UsageException(
        where(spec),
        "use flag '" + name + "'",
        "there is none of that name",
        NearestNames.question(name, known) + "See " + where(spec) + " --help");
  }

  private static String where(CommandSpec spec) {
    return spec.name().isEmpty() ? PROGRAM : PROGRAM + " " + spec.name();
  }

  private static void checkWords(Arguments parsed) {
    CommandSpec spec = parsed.spec();
    if (spec.name().isEmpty()) {
      throw new UsageException(PROGRAM, "run", "no command was given", "See bluesky-spark --help");
    }
    int given = parsed.words().size();
    if (given < spec.words().size()) {
      String lacks = spec.words().get(given).replace("…", "");
      throw new UsageException(
          where(spec),
          "run command '" + spec.name() + "'",
          lacks + " is missing",
          "See " + where(spec) + " --help");
    }
    if (given > spec.words().size() && !spec.isOpenEnded()) {
      throw new UsageException(
          where(spec),
          "run command '" + spec.name() + "'",
          "'" + parsed.words().get(spec.words().size()) + "' is one word too many",
          "Quote words with blanks, see " + where(spec) + " --help");
    }
  }
}
