package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.predicates.TimeRange;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Months that may hold runs of a time range, as {@link StoredFile#month} counts them. A second is
 * added on either side, because start times are stored to the nearest microsecond.
 *
 * @param first month with wanted runs
 * @param last month with wanted runs
 * @param firstWhole first month of which every run is wanted
 * @param lastWhole last month of which every run is wanted
 */
record MonthRange(int first, int last, int firstWhole, int lastWhole) implements Serializable {
  private static final int MONTHS = 12;
  private static final int MICRO_DIGITS = 6;

  static MonthRange of(TimeRange time) {
    return new MonthRange(
        time.since().map(s -> month(s.subtract(BigDecimal.ONE))).orElse(Integer.MIN_VALUE),
        time.until().map(u -> month(u.add(BigDecimal.ONE))).orElse(Integer.MAX_VALUE),
        time.since().map(s -> month(s.add(BigDecimal.ONE)) + 1).orElse(Integer.MIN_VALUE),
        time.until().map(u -> month(u.subtract(BigDecimal.ONE)) - 1).orElse(Integer.MAX_VALUE));
  }

  /** Months that may hold rows of which conditions on a time are true. */
  static MonthRange of(List<ColumnFilter> filters, String column) {
    BigDecimal since = null;
    BigDecimal until = null;
    for (ColumnFilter filter : filters) {
      boolean is = filter.column().equals(column) && filter.values().size() == 1;
      if (is && filter.values().get(0) instanceof Long micros) {
        BigDecimal seconds = BigDecimal.valueOf(micros, MICRO_DIGITS);
        switch (filter.test()) {
          case GT, GE -> since = since == null ? seconds : since.max(seconds);
          case LT, LE -> until = until == null ? seconds : until.min(seconds);
          case EQ, IN -> {
            since = seconds;
            until = seconds;
          }
          case IS_NULL, NOT_NULL, STARTS_WITH -> {}
        }
      }
    }
    return new MonthRange(
        since == null ? Integer.MIN_VALUE : month(since.subtract(BigDecimal.ONE)),
        until == null ? Integer.MAX_VALUE : month(until.add(BigDecimal.ONE)),
        Integer.MAX_VALUE,
        Integer.MIN_VALUE);
  }

  private static int month(BigDecimal seconds) {
    try {
      LocalDate day =
          LocalDate.ofInstant(Instant.ofEpochSecond(seconds.longValue()), ZoneOffset.UTC);
      return MONTHS * day.getYear() + day.getMonthValue();
    } catch (DateTimeException e) {
      return seconds.signum() < 0 ? Integer.MIN_VALUE + 1 : Integer.MAX_VALUE - 1;
    }
  }

  /** Whether runs in files of this month may be wanted. */
  boolean mayHold(int month) {
    return month == StoredFile.NO_MONTH || (month >= first && month <= last);
  }

  /** Whether all runs in files of this month are wanted. */
  boolean holdsAll(int month) {
    return month != StoredFile.NO_MONTH && month >= firstWhole && month <= lastWhole;
  }
}
