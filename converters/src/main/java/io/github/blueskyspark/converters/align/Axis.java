package io.github.blueskyspark.converters.align;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The numbers that stand for the compared columns, and their distances. */
enum Axis {
  /** BIGINT: whole numbers, or microseconds since the epoch. */
  WHOLE {
    @Override
    int compare(Number a, Number b) {
      return Long.compare(a.longValue(), b.longValue());
    }

    @Override
    int compareGaps(Number low, Number middle, Number high) {
      return Long.compareUnsigned(
          middle.longValue() - low.longValue(), high.longValue() - middle.longValue());
    }

    @Override
    boolean isWithin(Number low, Number high, Number most) {
      return Long.compareUnsigned(high.longValue() - low.longValue(), most.longValue()) <= 0;
    }

    @Override
    Number tolerance(BigDecimal units) {
      // Distances are whole numbers, and none is greater than 2^64.
      return units.setScale(0, RoundingMode.FLOOR).min(MOST).toBigInteger().longValue();
    }
  },
  /** DOUBLE: never NaN, no negative zero. */
  REAL {
    @Override
    int compare(Number a, Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }

    @Override
    int compareGaps(Number low, Number middle, Number high) {
      double before = middle.doubleValue() - low.doubleValue();
      double behind = high.doubleValue() - middle.doubleValue();
      // As pandas: what is not smaller or equal (also where infinities leave NaN) goes forward.
      return before <= behind ? -1 : 1;
    }

    @Override
    boolean isWithin(Number low, Number high, Number most) {
      return !(high.doubleValue() - low.doubleValue() > most.doubleValue());
    }

    @Override
    Number tolerance(BigDecimal units) {
      return units.doubleValue();
    }
  };

  private static final BigDecimal MOST = BigDecimal.valueOf(2).pow(64).subtract(BigDecimal.ONE);

  /** Order of two places. */
  abstract int compare(Number a, Number b);

  /** Whether the lower one is nearer (negative or 0) or the higher one (positive). */
  abstract int compareGaps(Number low, Number middle, Number high);

  /** Whether two places are at most so far from each other. */
  abstract boolean isWithin(Number low, Number high, Number most);

  /** A distance in units of this axis. */
  abstract Number tolerance(BigDecimal units);
}
