package io.github.blueskyspark.plan;

import java.io.Serializable;
import java.util.List;

/**
 * A condition on a column that prunes runs and splits; the engine evaluates it again on the rows.
 *
 * @param column name of the column
 * @param test how it compares
 * @param values one value, or several for IN, none for the null tests: {@link String}, {@link
 *     Long}, {@link Double}, {@link Boolean}; timestamps are microseconds since the epoch
 */
public record ColumnFilter(String column, Test test, List<Serializable> values)
    implements Serializable {
  /** Comparisons, with the sign shown in plans. */
  public enum Test {
    EQ("="),
    IN("IN"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    IS_NULL("IS NULL"),
    NOT_NULL("IS NOT NULL"),
    STARTS_WITH("STARTS WITH");

    private final String sign;

    Test(String sign) {
      this.sign = sign;
    }
  }

  /** Copies the values. */
  public ColumnFilter {
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    if (values.isEmpty()) {
      return column + " " + test.sign;
    }
    return column
        + " "
        + test.sign
        + " "
        + (test == Test.IN ? values.toString() : String.valueOf(values.get(0)));
  }
}
