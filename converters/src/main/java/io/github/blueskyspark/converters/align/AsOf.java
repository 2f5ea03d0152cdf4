package io.github.blueskyspark.converters.align;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How two sides are joined as of their times. Rules are those of {@code pandas.merge_asof}.
 *
 * <pre>{@code
 * AsOf.onTime().direction(Direction.NEAREST).within(Duration.ofMillis(5)).suffix("_baseline")
 * }</pre>
 *
 * @param by columns that must be equal on both sides, null equal to null; empty for none
 * @param leftOn column of the left side that is compared: TIMESTAMP, or a number without NaN and
 *     null, which match nothing
 * @param rightOn the same of the right side
 * @param rightOrder columns that order right rows of equal time, of which backward takes the last
 *     and forward the first; empty for the order in which rows come
 * @param direction which row of the right side counts
 * @param exactMatches whether a row of the same time counts
 * @param tolerance greatest distance that counts, itself included: seconds for TIMESTAMP, the
 *     column's own unit for numbers; empty for any
 * @param suffix put behind names of right columns that the left side has too
 * @param rowsATask about so many rows of both sides are joined by one task
 */
public record AsOf(
    List<String> by,
    String leftOn,
    String rightOn,
    List<String> rightOrder,
    Direction direction,
    ExactMatches exactMatches,
    Optional<BigDecimal> tolerance,
    String suffix,
    long rowsATask) {
  private static final long ROWS_A_TASK = 500_000;

  /** Which row of the right side a row of the left side gets. */
  public enum Direction {
    /** The last one that is not later. */
    BACKWARD,
    /** The first one that is not earlier. */
    FORWARD,
    /** The nearest of these two; the earlier one where both are equally far. */
    NEAREST
  }

  /** Whether a row of the very same time counts. */
  public enum ExactMatches {
    /** It counts. */
    ALLOWED,
    /** Only earlier or later ones count. */
    LEFT_OUT
  }

  /** Copies the lists and looks at the numbers. */
  public AsOf {
    by = List.copyOf(by);
    rightOrder = List.copyOf(rightOrder);
    if (tolerance.isPresent() && tolerance.get().signum() < 0) {
      throw new OptionException(
          Location.option("tolerance"),
          "use tolerance " + tolerance.get().toPlainString(),
          "it is less than 0",
          "Give a distance, which is 0 or more");
    }
    if (rowsATask < 1) {
      throw new OptionException(
          Location.option("rowsATask"),
          "join " + rowsATask + " rows a task",
          "it is less than 1",
          "Give 1 or more");
    }
  }

  /** The last row of the same run: {@code by} run_uid, {@code on} time, suffix {@code _right}. */
  public static AsOf onTime() {
    return on("time", "time").by("run_uid");
  }

  /** The last row whatever the run, by these columns. */
  public static AsOf on(String leftOn, String rightOn) {
    return new AsOf(
        List.of(),
        leftOn,
        rightOn,
        List.of(),
        Direction.BACKWARD,
        ExactMatches.ALLOWED,
        Optional.empty(),
        "_right",
        ROWS_A_TASK);
  }

  /** With columns that must be equal. */
  public AsOf by(String... columns) {
    return new AsOf(
        List.of(columns),
        leftOn,
        rightOn,
        rightOrder,
        direction,
        exactMatches,
        tolerance,
        suffix,
        rowsATask);
  }

  /** With an order of right rows of equal time. */
  public AsOf rightOrder(String... columns) {
    return new AsOf(
        by,
        leftOn,
        rightOn,
        List.of(columns),
        direction,
        exactMatches,
        tolerance,
        suffix,
        rowsATask);
  }

  /** In another direction. */
  public AsOf direction(Direction other) {
    return new AsOf(
        by, leftOn, rightOn, rightOrder, other, exactMatches, tolerance, suffix, rowsATask);
  }

  /** With or without rows of the very same time. */
  public AsOf exactMatches(ExactMatches other) {
    return new AsOf(
        by, leftOn, rightOn, rightOrder, direction, other, tolerance, suffix, rowsATask);
  }

  /** Not farther than this, for TIMESTAMP columns and numbers that are seconds. */
  public AsOf within(Duration distance) {
    return within(
        BigDecimal.valueOf(distance.getSeconds()).add(BigDecimal.valueOf(distance.getNano(), 9)));
  }

  /** Not farther than this: seconds for TIMESTAMP columns, else in the unit of the columns. */
  public AsOf within(BigDecimal distance) {
    return new AsOf(
        by,
        leftOn,
        rightOn,
        rightOrder,
        direction,
        exactMatches,
        Optional.of(distance),
        suffix,
        rowsATask);
  }

  /** With another suffix of right columns whose name is taken. */
  public AsOf suffix(String other) {
    return new AsOf(
        by, leftOn, rightOn, rightOrder, direction, exactMatches, tolerance, other, rowsATask);
  }

  /** With smaller or bigger tasks; the result is the same. */
  public AsOf rowsATask(long rows) {
    return new AsOf(
        by, leftOn, rightOn, rightOrder, direction, exactMatches, tolerance, suffix, rows);
  }
}
