package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.Option;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * Options pathGlobFilter, modifiedAfter and modifiedBefore, as Spark's file sources understand
 * them.
 *
 * @param glob for the file name
 * @param after milliseconds since the epoch, exclusive
 * @param before milliseconds since the epoch, exclusive
 */
record FileFilter(Optional<GlobFilter> glob, long after, long before) {
  /**
   * Reads the options.
   *
   * @throws OptionException for a glob or time that cannot be understood
   */
  static FileFilter of(OptionValues options) {
    return new FileFilter(
        glob(options.get(Options.PATH_GLOB_FILTER)),
        time(Options.MODIFIED_AFTER, options, Long.MIN_VALUE),
        time(Options.MODIFIED_BEFORE, options, Long.MAX_VALUE));
  }

  boolean keeps(String name, long modified) {
    boolean inTime = modified > after && modified < before;
    return inTime && (glob.isEmpty() || glob.get().accept(new Path("/" + name)));
  }

  private static Optional<GlobFilter> glob(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new GlobFilter(text));
    } catch (IOException e) {
      throw wrong(Options.PATH_GLOB_FILTER, text, "it is no glob", "Write for example *.jsonl")
          .because(e);
    }
  }

  private static long time(Option<String> option, OptionValues options, long none) {
    String text = options.get(option).trim();
    if (text.isEmpty()) {
      return none;
    }
    try {
      return instant(text.replace(' ', 'T'), ZoneId.of(options.get(Options.TIME_ZONE)));
    } catch (DateTimeException e) {
      throw wrong(
              option,
              text,
              "it is no time",
              "Write for example 2026-01-31T00:00:00, and a zone such as Europe/Berlin")
          .because(e);
    }
  }

  private static long instant(String text, ZoneId zone) {
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
    }
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }
  }

  private static OptionException wrong(
      Option<String> option, String text, String found, String remedy) {
    return new OptionException(
        Location.option(option.key()), "use value '" + text + "'", found, remedy);
  }
}
