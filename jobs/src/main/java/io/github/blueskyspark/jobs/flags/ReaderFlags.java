package io.github.blueskyspark.jobs.flags;

import io.github.blueskyspark.jobs.flags.Flag.Arity;
import io.github.blueskyspark.options.Option;
import io.github.blueskyspark.options.OptionGroup;
import io.github.blueskyspark.options.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connector's reader options as flags, made from their one declaration. */
public final class ReaderFlags {
  /**
   * Options of the groups that pass on to a library, such as {@code mongo.batchSize}, have no flag
   * of their own.
   */
  public static final Flag OPTION =
      Flag.value(
          "--option",
          "KEY=VALUE",
          "Any other reader option, for example mongo.batchSize=500; may be given several times.");

  private static final List<Option<?>> NOT_FLAGS =
      List.of(Options.PATH, Options.TABLE, Options.STREAM, Options.DATA_KEY);

  private ReaderFlags() {}

  /** Flags of all options that make sense for a command that reads an archive once. */
  public static List<Flag> all() {
    List<Flag> flags = new ArrayList<>();
    for (Option<?> option : Options.all()) {
      if (!NOT_FLAGS.contains(option) && option.group() != OptionGroup.STREAMING) {
        flags.add(flag(option));
      }
    }
    flags.add(OPTION);
    return flags;
  }

  /** The flag of one option. */
  public static Flag flag(Option<?> option) {
    boolean truth = option.shownDefault().equals("true") || option.shownDefault().equals("false");
    String help =
        option.help()
            + (option.shownDefault().isEmpty() ? "" : " Default " + option.shownDefault() + ".");
    Flag flag =
        new Flag(
            option.flag(),
            "",
            truth ? "[true|false]" : "VALUE",
            truth ? Arity.TRUTH : Arity.VALUE,
            help);
    return option == Options.QUERY ? flag.or("-q") : flag;
  }

  /**
   * Reader options as the user gave them, by option key. Lists and maps given several times are
   * joined with commas.
   *
   * @throws UsageException when {@code --option} has no {@code =}
   */
  public static Map<String, String> given(Arguments arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (Option<?> option : Options.all()) {
      List<String> values =
          arguments.spec().takes(option) ? arguments.all(option.flag()) : List.of();
      if (!values.isEmpty()) {
        boolean joins =
            option == Options.ROOT_MAP || option == Options.ALLOWED_ROOTS || option == Options.RUN;
        options.put(option.key(), joins ? String.join(",", values) : values.get(values.size() - 1));
      }
    }
    for (String pair : arguments.all(OPTION.name())) {
      String[] parts = Arguments.pair(OPTION.name(), pair);
      options.put(parts[0], parts[1]);
    }
    return options;
  }
}
