package io.github.blueskyspark.tables;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.tables.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From what a descriptor declares to a column type, and from types that runs disagree on to one
 * that holds them all.
 */
public final class ColumnTypes {
  private static final List<Kind> INTEGERS = List.of(Kind.BYTE, Kind.SHORT, Kind.INT, Kind.LONG);

  private ColumnTypes() {}

  /**
   * Type of a data key's column: external keys of rank 1 and more and internal arrays of rank 2 and
   * more are NDARRAY.
   */
  public static ColumnType of(DataKey key) {
    List<Long> shape = key.shape();
    if (key.isExternal()) {
      boolean scalar = shape.isEmpty() || shape.equals(List.of(1L));
      return scalar ? scalar(key) : ColumnType.NDARRAY;
    }
    if (key.dtype().equals("array")) {
      return shape.size() >= 2
          ? ColumnType.NDARRAY
          : ColumnType.array(key.numpy().map(ColumnTypes::of).orElse(ColumnType.DOUBLE));
    }
    return scalar(key);
  }

  private static ColumnType scalar(DataKey key) {
    Optional<DType> numpy = key.numpy();
    if (numpy.isPresent()) {
      return of(numpy.get());
    }
    return switch (key.dtype()) {
      case "number" -> ColumnType.DOUBLE;
      case "integer" -> ColumnType.LONG;
      case "string" -> ColumnType.STRING;
      case "boolean" -> ColumnType.BOOLEAN;
      case "array" -> ColumnType.DOUBLE;
      default -> ColumnType.VARIANT;
    };
  }

  /**
   * Type that holds every value of a numpy dtype exactly: unsigned integers one size up, complex
   * and structured as STRUCT.
   */
  public static ColumnType of(DType type) {
    return switch (type.kind()) {
      case BOOL -> ColumnType.BOOLEAN;
      case SIGNED -> signed(type.itemSize());
      case UNSIGNED -> unsigned(type.itemSize());
      case FLOAT -> type.itemSize() <= 4 ? ColumnType.FLOAT : ColumnType.DOUBLE;
      case COMPLEX -> complex(type.itemSize() <= 8 ? ColumnType.FLOAT : ColumnType.DOUBLE);
      case BYTES, UNICODE -> ColumnType.STRING;
      case VOID -> type.isStruct() ? struct(type) : ColumnType.BINARY;
      case OBJECT -> ColumnType.STRING;
    };
  }

  private static ColumnType signed(int bytes) {
    return switch (bytes) {
      case 1 -> ColumnType.BYTE;
      case 2 -> ColumnType.SHORT;
      case 4 -> ColumnType.INT;
      default -> ColumnType.LONG;
    };
  }

  private static ColumnType unsigned(int bytes) {
    return switch (bytes) {
      case 1 -> ColumnType.SHORT;
      case 2 -> ColumnType.INT;
      case 4 -> ColumnType.LONG;
      default -> ColumnType.DECIMAL20;
    };
  }

  private static ColumnType complex(ColumnType part) {
    return ColumnType.struct(List.of("re", "im"), List.of(part, part));
  }

  private static ColumnType struct(DType type) {
    List<String> names = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    for (DType.Field field : type.fields()) {
      ColumnType one = of(field.type());
      names.add(field.name());
      types.add(field.shape().isEmpty() ? one : ColumnType.array(one));
    }
    return ColumnType.struct(names, types);
  }

  /** One type for values of both: numbers widen, NDARRAY wins, anything else becomes VARIANT. */
  public static ColumnType union(ColumnType a, ColumnType b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.kind() == Kind.NDARRAY || b.kind() == Kind.NDARRAY) {
      return ColumnType.NDARRAY;
    }
    if (a.kind() == Kind.ARRAY && b.kind() == Kind.ARRAY) {
      ColumnType element = union(a.element(), b.element());
      return element.kind() == Kind.VARIANT ? ColumnType.VARIANT : ColumnType.array(element);
    }
    int left = INTEGERS.indexOf(a.kind());
    int right = INTEGERS.indexOf(b.kind());
    if (left >= 0 && right >= 0) {
      return left > right ? a : b;
    }
    boolean whole =
        (left >= 0 || a.kind() == Kind.DECIMAL20) && (right >= 0 || b.kind() == Kind.DECIMAL20);
    if (whole) {
      return ColumnType.DECIMAL20;
    }
    return isNumber(a) && isNumber(b) ? ColumnType.DOUBLE : ColumnType.VARIANT;
  }

  private static boolean isNumber(ColumnType type) {
    return INTEGERS.contains(type.kind())
        || type.kind() == Kind.FLOAT
        || type.kind() == Kind.DOUBLE
        || type.kind() == Kind.DECIMAL20;
  }
}
