package io.github.blueskyspark.spark.parquet;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.ColumnFilter.Test;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.BinaryColumn;
import org.apache.parquet.filter2.predicate.Operators.Column;
import org.apache.parquet.filter2.predicate.Operators.SupportsEqNotEq;
import org.apache.parquet.filter2.predicate.Operators.SupportsLtGt;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Conditions on columns as Parquet compares them with statistics, page indexes and bloom filters.
 * What cannot be said is left out: rows are tested again.
 */
public final class ParquetConditions {
  private static final int MOST_LISTED = 1000;

  private final StructType columns;

  /** For a table with these columns. */
  public ParquetConditions(StructType columns) {
    this.columns = columns;
  }

  /** All conditions at once; empty when none can be said. */
  public Optional<FilterPredicate> all(List<ColumnFilter> filters) {
    List<FilterPredicate> said = new ArrayList<>();
    filters.forEach(f -> one(f).ifPresent(said::add));
    return said.stream().reduce(FilterApi::and);
  }

  /** The conditions of two that can be said. */
  public static Optional<FilterPredicate> both(
      Optional<FilterPredicate> a, Optional<FilterPredicate> b) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(FilterApi.and(a.get(), b.get()))
        : a.or(() -> b);
  }

  /** A STRING column has one of these values; empty where there are too many to compare. */
  public static Optional<FilterPredicate> isOneOf(String column, Collection<String> values) {
    if (values.isEmpty() || values.size() > MOST_LISTED) {
      return Optional.empty();
    }
    Set<Binary> wanted = new HashSet<>();
    values.forEach(v -> wanted.add(Binary.fromString(v)));
    return Optional.of(FilterApi.in(FilterApi.binaryColumn(column), wanted));
  }

  private Optional<FilterPredicate> one(ColumnFilter filter) {
    String name = filter.column();
    // a dot would be a path into a struct
    Optional<DataType> type = name.indexOf('.') >= 0 ? Optional.empty() : typeOf(name);
    if (type.isEmpty() || filter.values().size() > MOST_LISTED) {
      return Optional.empty();
    }
    if (type.get().equals(DataTypes.StringType)) {
      return text(FilterApi.binaryColumn(name), filter);
    }
    if (type.get().equals(DataTypes.LongType) || type.get().equals(DataTypes.TimestampType)) {
      return values(filter, Long.class)
          .flatMap(v -> ordered(FilterApi.longColumn(name), filter, v));
    }
    if (type.get().equals(DataTypes.IntegerType)) {
      return values(filter, Long.class)
          .filter(v -> v.stream().allMatch(n -> n == n.intValue()))
          .map(v -> v.stream().map(Long::intValue).toList())
          .flatMap(v -> ordered(FilterApi.intColumn(name), filter, v));
    }
    if (type.get().equals(DataTypes.BooleanType) && isEquality(filter.test())) {
      return values(filter, Boolean.class)
          .flatMap(v -> equal(FilterApi.booleanColumn(name), filter, v));
    }
    return Optional.empty();
  }

  private Optional<DataType> typeOf(String name) {
    for (StructField field : columns.fields()) {
      if (field.name().equals(name)) {
        return Optional.of(field.dataType());
      }
    }
    return Optional.empty();
  }

  private static boolean isEquality(Test test) {
    return test == Test.EQ || test == Test.IN || test == Test.IS_NULL || test == Test.NOT_NULL;
  }

  private static <T> Optional<List<T>> values(ColumnFilter filter, Class<T> type) {
    List<T> values = new ArrayList<>();
    for (Serializable value : filter.values()) {
      if (!type.isInstance(value)) {
        return Optional.empty();
      }
      values.add(type.cast(value));
    }
    return Optional.of(values);
  }

  private static Optional<FilterPredicate> text(BinaryColumn column, ColumnFilter filter) {
    return values(filter, String.class)
        .map(v -> v.stream().map(Binary::fromString).toList())
        .flatMap(v -> ordered(column, filter, v));
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsLtGt>
      Optional<FilterPredicate> ordered(C column, ColumnFilter filter, List<T> values) {
    return switch (filter.test()) {
      case LT -> Optional.of(FilterApi.lt(column, values.get(0)));
      case LE -> Optional.of(FilterApi.ltEq(column, values.get(0)));
      case GT -> Optional.of(FilterApi.gt(column, values.get(0)));
      case GE -> Optional.of(FilterApi.gtEq(column, values.get(0)));
      case STARTS_WITH -> Optional.empty();
      case EQ, IN, IS_NULL, NOT_NULL -> equal(column, filter, values);
    };
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsEqNotEq>
      Optional<FilterPredicate> equal(C column, ColumnFilter filter, List<T> values) {
    return switch (filter.test()) {
      case EQ -> Optional.of(FilterApi.eq(column, values.get(0)));
      case IN ->
          values.stream().map(v -> (FilterPredicate) FilterApi.eq(column, v)).reduce(FilterApi::or);
      case IS_NULL -> Optional.of(FilterApi.eq(column, null));
      case NOT_NULL -> Optional.of(FilterApi.notEq(column, null));
      case LT, LE, GT, GE, STARTS_WITH -> Optional.empty();
    };
  }
}
