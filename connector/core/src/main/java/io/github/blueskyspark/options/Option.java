package io.github.blueskyspark.options;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One option: its key, default, meaning and how its text is read.
 *
 * @param <T> type of the parsed value; must be {@link Serializable}
 */
public final class Option<T> {
  private final String key;
  private final OptionGroup group;
  private final Optional<T> fallback;
  private final String shownDefault;
  private final String help;
  private final Function<String, T> reader;
  private final boolean secret;

  Option(
      String key,
      OptionGroup group,
      Optional<T> fallback,
      String shownDefault,
      String help,
      Function<String, T> reader) {
    this(key, group, fallback, shownDefault, help, reader, false);
  }

  private Option(
      String key,
      OptionGroup group,
      Optional<T> fallback,
      String shownDefault,
      String help,
      Function<String, T> reader,
      boolean secret) {
    this.key = key;
    this.group = group;
    this.fallback = fallback;
    this.shownDefault = shownDefault;
    this.help = help;
    this.reader = reader;
    this.secret = secret;
  }

  /** The same option, whose value is never shown. */
  Option<T> hidden() {
    return new Option<>(key, group, fallback, shownDefault, help, reader, true);
  }

  /** The key as users write it, lowerCamel. */
  public String key() {
    return key;
  }

  /** The key in lower case, by which it is looked up. */
  public String lookupKey() {
    return key.toLowerCase(Locale.ROOT);
  }

  /** The command line flag: the same words in kebab-case, with leading dashes. */
  public String flag() {
    return "--" + key.replace(".", "-").replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What it is about. */
  public OptionGroup group() {
    return group;
  }

  /** Value when it is not given; empty where there is none. */
  public Optional<T> fallback() {
    return fallback;
  }

  /** The default as users write it, empty where there is none. */
  public String shownDefault() {
    return shownDefault;
  }

  /** One or two sentences. */
  public String help() {
    return help;
  }

  /** Whether its value must not appear in plans, logs and provenance. */
  public boolean secret() {
    return secret;
  }

  T read(String text) {
    return reader.apply(text);
  }
}
