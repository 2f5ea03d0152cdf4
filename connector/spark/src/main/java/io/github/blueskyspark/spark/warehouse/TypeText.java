package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.ColumnType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads column {@code spark_type} of {@code data_keys} back. */
final class TypeText {
  private static final String NDARRAY = "ndarray";
  private static final String ARRAY = "array<";
  private static final Map<String, ColumnType> PLAIN =
      List.of(
              ColumnType.BOOLEAN,
              ColumnType.BYTE,
              ColumnType.SHORT,
              ColumnType.INT,
              ColumnType.LONG,
              ColumnType.DECIMAL20,
              ColumnType.FLOAT,
              ColumnType.DOUBLE,
              ColumnType.STRING,
              ColumnType.BINARY,
              ColumnType.VARIANT,
              complex(ColumnType.FLOAT),
              complex(ColumnType.DOUBLE))
          .stream()
          .collect(Collectors.toMap(ColumnType::toString, Function.identity()));

  private TypeText() {}

  private static ColumnType complex(ColumnType part) {
    return ColumnType.struct(List.of("re", "im"), List.of(part, part));
  }

  /** The type; empty for structs, whose names may hold any character. */
  static Optional<ColumnType> of(String text) {
    if (text.equals(NDARRAY)) {
      return Optional.of(ColumnType.NDARRAY);
    }
    if (text.startsWith(ARRAY) && text.endsWith(">")) {
      return of(text.substring(ARRAY.length(), text.length() - 1)).map(ColumnType::array);
    }
    return Optional.ofNullable(PLAIN.get(text));
  }

  /** Whether a type holds a VARIANT below its surface, which is not read from Parquet here. */
  static boolean hasInnerVariant(ColumnType type) {
    return type.kind() != Kind.VARIANT && holdsVariant(type);
  }

  private static boolean holdsVariant(ColumnType type) {
    return type.kind() == Kind.VARIANT || type.children().stream().anyMatch(TypeText::holdsVariant);
  }
}
