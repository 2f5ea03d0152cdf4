package io.github.blueskyspark.predicates;

/** How two values of one type bracket are compared. {@code $ne} is a negated {@link #EQ}. */
public enum Comparison {
  /** {@code $eq}. */
  EQ("$eq"),
  /** {@code $gt}. */
  GT("$gt"),
  /** {@code $gte}. */
  GTE("$gte"),
  /** {@code $lt}. */
  LT("$lt"),
  /** {@code $lte}. */
  LTE("$lte");

  private final String operator;

  Comparison(String operator) {
    this.operator = operator;
  }

  /** MongoDB's spelling, for example {@code $gte}. */
  public String operator() {
    return operator;
  }

  /** True for the comparisons that a value passes against itself. */
  public boolean includesEqual() {
    return this == EQ || this == GTE || this == LTE;
  }

  /** Whether the comparison holds for an order as {@link java.util.Comparator} gives it. */
  boolean holds(int order) {
    return switch (this) {
      case EQ -> order == 0;
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      case LTE -> order <= 0;
    };
  }
}
