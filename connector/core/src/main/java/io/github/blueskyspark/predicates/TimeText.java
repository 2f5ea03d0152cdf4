package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one time of a {@link TimeRange} into seconds since the epoch. */
final class TimeText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern DATE =
      Pattern.compile(
          "(?<year>\\d{4})(?:-(?<month>\\d{2})(?:-(?<day>\\d{2})"
              + "(?:(?:[ T]+(?<hour>\\d{2})(?::(?<minute>\\d{2})"
              + "(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?)?)?"
              + " *(?<offset>[Zz]|[+-]\\d{2}(?::?\\d{2})?)?(?:\\[(?<zone>[^\\]]+)])?)?)?)?");
  private static final int MAX_DIGITS = 18;

  private final Location where;
  private final String text;
  private final ZoneId zone;

  private TimeText(String option, String text, ZoneId zone) {
    this.where = Location.option(option);
    this.text = text;
    this.zone = zone;
  }

  static BigDecimal parse(String option, String text, ZoneId zone) {
    TimeText time = new TimeText(option, text, zone);
    return !YEAR.matcher(text).matches() && NUMBER.matcher(text).matches()
        ? time.number()
        : time.date();
  }

  /**
   * The bound of an instant: the double nearest to it, as Python's {@code timestamp()} makes start
   * times, so that a run that started just then compares equal.
   */
  static BigDecimal bound(Instant instant) {
    BigDecimal seconds =
        BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    return instant.getNano() == 0
        ? BigDecimal.valueOf(instant.getEpochSecond())
        : new BigDecimal(seconds.doubleValue());
  }

  /** An integer is exact; a fraction means the double that is printed so. */
  private BigDecimal number() {
    String digits = text.startsWith("+") ? text.substring(1) : text;
    if (digits.matches("-?\\d{1," + MAX_DIGITS + "}")) {
      return BigDecimal.valueOf(Long.parseLong(digits));
    }
    double seconds = Double.parseDouble(digits);
    if (Double.isInfinite(seconds)) {
      throw fault("it is too large for a time", "Give seconds since the epoch");
    }
    return new BigDecimal(seconds);
  }

  private BigDecimal date() {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      throw fault(
          "it is neither a date, nor a date and time, nor a number of seconds since the epoch",
          "Write it as 2024-06-30, 2024-06-30 14:05, or 2024-06-30 14:05:30+02:00");
    }
    try {
      return bound(instant(date));
    } catch (DateTimeException e) {
      throw fault(e.getMessage(), "Write a date and time of the calendar, as 2024-06-30 14:05")
          .because(e);
    }
  }

  private Instant instant(Matcher date) {
    LocalDate day =
        LocalDate.of(field(date, "year", 0), field(date, "month", 1), field(date, "day", 1));
    LocalTime time =
        LocalTime.of(field(date, "hour", 0), field(date, "minute", 0), field(date, "second", 0));
    if (date.group("fraction") != null) {
      String nanos = (date.group("fraction") + "00000000").substring(0, 9);
      time = time.withNano(Integer.parseInt(nanos));
    }
    LocalDateTime local = LocalDateTime.of(day, time);
    if (date.group("offset") != null) {
      return local.toInstant(ZoneOffset.of(date.group("offset").toUpperCase(Locale.ROOT)));
    }
    ZoneId here = date.group("zone") == null ? zone : ZoneId.of(date.group("zone"));
    if (date.group("hour") == null) {
      // a period begins with its first instant, also on a day whose midnight is skipped
      return day.atStartOfDay(here).toInstant();
    }
    List<ZoneOffset> offsets = here.getRules().getValidOffsets(local);
    if (offsets.size() == 1) {
      return local.toInstant(offsets.get(0));
    }
    ZoneOffsetTransition change = here.getRules().getTransition(local);
    throw offsets.isEmpty() ? missing(here, change) : ambiguous(here, change);
  }

  private static int field(Matcher date, String name, int otherwise) {
    return date.group(name) == null ? otherwise : Integer.parseInt(date.group(name));
  }

  private OptionException missing(ZoneId here, ZoneOffsetTransition change) {
    return fault(
        "this local time does not exist in "
            + here
            + ", whose clocks went from "
            + change.getDateTimeBefore()
            + " to "
            + change.getDateTimeAfter(),
        "Write another time, or add its offset as in '" + text + change.getOffsetBefore() + "'");
  }

  private OptionException ambiguous(ZoneId here, ZoneOffsetTransition change) {
    return fault(
        "this local time is ambiguous: it exists twice in "
            + here
            + ", with offset "
            + change.getOffsetBefore()
            + " and with "
            + change.getOffsetAfter(),
        "Add the offset, as in '" + text + change.getOffsetBefore() + "'");
  }

  private OptionException fault(String found, String remedy) {
    return new OptionException(where, "read time '" + text + "'", found, remedy);
  }
}
