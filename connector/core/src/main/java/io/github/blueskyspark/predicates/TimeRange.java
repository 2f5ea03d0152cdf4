package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs that started within {@code since <= start.time < until}, in seconds since the epoch (UTC).
 *
 * <p>Either side may be open. A run without a start time, or with NaN, is only in the range that is
 * open on both sides. Immutable, thread safe, serializable.
 */
public final class TimeRange implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final TimeRange ALWAYS = new TimeRange(null, null);

  private final BigDecimal since;
  private final BigDecimal until;

  private TimeRange(BigDecimal since, BigDecimal until) {
    this.since = since;
    this.until = until;
  }

  /** The range that is open on both sides. */
  public static TimeRange always() {
    return ALWAYS;
  }

  /** The range from one instant to another, half open. */
  public static TimeRange between(Instant since, Instant until) {
    return ordered(TimeText.bound(since), TimeText.bound(until), since + "", until + "");
  }

  /**
   * Reads the options {@code since} and {@code until}; a blank text leaves its side open.
   *
   * <p>A time is {@code 2024}, {@code 2024-06}, {@code 2024-06-30}, {@code 2024-06-30 14}, {@code …
   * 14:05}, {@code … 14:05:30} (also with a fraction, {@code T} for the blank, and {@code Z} or an
   * offset such as {@code +02:00} at the end), or a number of seconds since the epoch. Four digits
   * are a year. A shortened date is the start of its period, on both sides.
   *
   * @param zone where the times are local that name no offset
   * @throws OptionException for anything else, for a local time that does not exist or exists twice
   *     in the zone, and when {@code since} is after {@code until}
   */
  public static TimeRange parse(String since, String until, ZoneId zone) {
    BigDecimal from = since.isBlank() ? null : TimeText.parse("since", since.strip(), zone);
    BigDecimal to = until.isBlank() ? null : TimeText.parse("until", until.strip(), zone);
    return from == null && to == null ? ALWAYS : ordered(from, to, since.strip(), until.strip());
  }

  /**
   * What the options {@code since}, {@code until} and {@code timeZone} say.
   *
   * @throws OptionException when one of them cannot be read
   */
  public static TimeRange of(OptionValues options) {
    ZoneId zone = zone(options.get(Options.TIME_ZONE), ZoneId.systemDefault());
    return parse(options.get(Options.SINCE), options.get(Options.UNTIL), zone);
  }

  private static TimeRange ordered(BigDecimal from, BigDecimal to, String since, String until) {
    if (from != null && to != null && from.compareTo(to) > 0) {
      throw new OptionException(
          Location.option("since"),
          "select runs by time",
          "since '" + since + "' is after until '" + until + "'",
          "Give the earlier time as since");
    }
    return new TimeRange(from, to);
  }

  /**
   * Reads the option {@code timeZone}.
   *
   * @param session the zone that a blank name means
   * @throws OptionException when there is no such zone, naming near ones
   */
  public static ZoneId zone(String name, ZoneId session) {
    try {
      return name.isBlank() ? session : ZoneId.of(name.strip(), ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      throw new OptionException(
              Location.option("timeZone"),
              "use time zone '" + name.strip() + "'",
              "there is none of that name",
              NearestNames.question(name.strip(), ZoneId.getAvailableZoneIds())
                  + "Write a region as Europe/Berlin or an offset as +01:00")
          .because(e);
    }
  }

  /** First second inside, exactly as it compares; empty when open. */
  public Optional<BigDecimal> since() {
    return Optional.ofNullable(since);
  }

  /** First second beyond, exactly as it compares; empty when open. */
  public Optional<BigDecimal> until() {
    return Optional.ofNullable(until);
  }

  /** Whether every run is inside, so that no start time has to be known. */
  public boolean isOpen() {
    return since == null && until == null;
  }

  /** Whether a run that started at this time is inside. */
  public boolean contains(double startTime) {
    return isOpen() || (Double.isFinite(startTime) && holds(new BigDecimal(startTime)));
  }

  /** The same for the field {@code time} of a start document; anything but a number is outside. */
  public boolean contains(JsonNode startTime) {
    if (isOpen()) {
      return true;
    }
    if (startTime.isDouble() || startTime.isFloat()) {
      return contains(startTime.doubleValue());
    }
    return startTime.isNumber() && holds(startTime.decimalValue());
  }

  private boolean holds(BigDecimal time) {
    return (since == null || time.compareTo(since) >= 0)
        && (until == null || time.compareTo(until) < 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeRange range
        && Objects.equals(since, range.since)
        && Objects.equals(until, range.until);
  }

  @Override
  public int hashCode() {
    return Objects.hash(since, until);
  }

  /** The range as {@code [since, until)} in seconds. */
  @Override
  public String toString() {
    return "["
        + since().map(BigDecimal::toPlainString).orElse("…")
        + ", "
        + until().map(BigDecimal::toPlainString).orElse("…")
        + ")";
  }
}
