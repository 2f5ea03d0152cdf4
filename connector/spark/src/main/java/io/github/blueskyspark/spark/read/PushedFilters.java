package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.ColumnFilter.Test;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Translates Spark's predicates into the core's filters; what has no translation is simply not
 * pushed.
 */
final class PushedFilters {
  private static final Set<String> COMPARISONS = Set.of("=", "<=>", "<", "<=", ">", ">=");

  private PushedFilters() {}

  /**
   * The filters that a predicate implies: one, several for a conjunction, none where it cannot be
   * said.
   */
  static List<ColumnFilter> of(Predicate predicate) {
    if (predicate.name().equals("AND")) {
      List<ColumnFilter> both = new ArrayList<>();
      for (Expression child : predicate.children()) {
        if (child instanceof Predicate part) {
          both.addAll(of(part));
        }
      }
      return both;
    }
    return one(predicate).map(List::of).orElse(List.of());
  }

  private static Optional<ColumnFilter> one(Predicate predicate) {
    Expression[] children = predicate.children();
    String name = predicate.name();
    if (COMPARISONS.contains(name)) {
      return comparison(name, children[0], children[1]);
    }
    Optional<String> column = children.length == 0 ? Optional.empty() : column(children[0]);
    if (column.isEmpty()) {
      return Optional.empty();
    }
    return switch (name) {
      case "IN" -> values(children).map(values -> new ColumnFilter(column.get(), Test.IN, values));
      case "IS_NULL" -> Optional.of(new ColumnFilter(column.get(), Test.IS_NULL, List.of()));
      case "IS_NOT_NULL" -> Optional.of(new ColumnFilter(column.get(), Test.NOT_NULL, List.of()));
      case "STARTS_WITH" ->
          value(children[1])
              .map(prefix -> new ColumnFilter(column.get(), Test.STARTS_WITH, List.of(prefix)));
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnFilter> comparison(String sign, Expression left, Expression right) {
    Optional<String> column = column(left);
    if (column.isEmpty()) {
      return column(right)
          .flatMap(c -> value(left).map(v -> new ColumnFilter(c, test(turned(sign)), List.of(v))));
    }
    return value(right).map(v -> new ColumnFilter(column.get(), test(sign), List.of(v)));
  }

  private static String turned(String sign) {
    return switch (sign) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> sign;
    };
  }

  private static Test test(String sign) {
    return switch (sign) {
      case "<" -> Test.LT;
      case "<=" -> Test.LE;
      case ">" -> Test.GT;
      case ">=" -> Test.GE;
      default -> Test.EQ;
    };
  }

  private static Optional<String> column(Expression expression) {
    if (expression instanceof NamedReference reference && reference.fieldNames().length == 1) {
      return Optional.of(reference.fieldNames()[0]);
    }
    return Optional.empty();
  }

  private static Optional<List<Serializable>> values(Expression[] children) {
    List<Serializable> values = new ArrayList<>();
    for (int i = 1; i < children.length; i++) {
      Optional<Serializable> value = value(children[i]);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  /**
   * A literal as the core compares it; empty for null, NaN (which Spark orders its own way) and
   * other types.
   */
  private static Optional<Serializable> value(Expression expression) {
    if (!(expression instanceof Literal<?> literal) || literal.value() == null) {
      return Optional.empty();
    }
    DataType type = literal.dataType();
    Object value = literal.value();
    if (type instanceof StringType) {
      return type.equals(org.apache.spark.sql.types.DataTypes.StringType)
          ? Optional.of(value.toString())
          : Optional.empty();
    }
    if (type instanceof BooleanType) {
      return Optional.of((Boolean) value);
    }
    if (isWhole(type)) {
      return Optional.of(((Number) value).longValue());
    }
    if (type instanceof DoubleType || type instanceof FloatType) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? Optional.empty() : Optional.of(number);
    }
    return Optional.empty();
  }

  private static boolean isWhole(DataType type) {
    boolean small =
        type instanceof ByteType || type instanceof ShortType || type instanceof IntegerType;
    return small || type instanceof LongType || type instanceof TimestampType;
  }
}
