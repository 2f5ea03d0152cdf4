package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.ColumnTypes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Column types of external data keys as their files hold them.
 *
 * <p>Descriptors are often wrong about rank-0 keys (ophyd-async declares {@code <f8} for every
 * PandA field, the bits are {@code <u4}) and cannot name strings and lists of variable length at
 * all, so a typed column needs a look into the file while the query is planned.
 */
final class ExternalTypes {
  /** Rows looked at where only values tell the type. */
  private static final int PEEKED = 256;

  private ExternalTypes() {}

  /**
   * The type of a column of this array's rows: the dtype's where a row is one element, else
   * NDARRAY.
   *
   * @return empty when neither dtype nor values tell it, as of an empty array of variable-length
   *     values
   */
  static Optional<ColumnType> stored(ExternalArray array) throws IOException {
    DType dtype = array.info().dtype();
    boolean isObject = dtype.kind() == DType.Kind.OBJECT;
    if (array.layout().rowShape().length > 0 && !array.hasOneElementRows()) {
      return isObject ? Optional.empty() : Optional.of(ColumnType.NDARRAY);
    }
    return isObject ? peek(array) : Optional.of(ColumnTypes.of(dtype));
  }

  private static Optional<ColumnType> peek(ExternalArray array) throws IOException {
    Optional<ColumnType> type = Optional.empty();
    boolean hasLists = false;
    for (long row = 0; row < Math.min(PEEKED, array.rows()); row++) {
      Object value = array.values(row).get(0);
      hasLists |= value instanceof List<?>;
      type = union(type, of(value));
    }
    return type.isEmpty() && hasLists ? Optional.of(ColumnType.array(ColumnType.DOUBLE)) : type;
  }

  private static Optional<ColumnType> union(Optional<ColumnType> a, Optional<ColumnType> b) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(ColumnTypes.union(a.get(), b.get()))
        : a.or(() -> b);
  }

  /** Type that holds a value; empty for empty lists. */
  private static Optional<ColumnType> of(Object value) {
    if (value instanceof List<?> list) {
      Optional<ColumnType> element = Optional.empty();
      for (Object one : list) {
        element = union(element, of(one));
      }
      return element.map(ColumnType::array);
    }
    if (value instanceof Map<?, ?> fields) {
      List<String> names = fields.keySet().stream().map(String::valueOf).toList();
      List<Optional<ColumnType>> types = fields.values().stream().map(ExternalTypes::of).toList();
      boolean isKnown = types.stream().allMatch(Optional::isPresent);
      return Optional.of(
          isKnown
              ? ColumnType.struct(names, types.stream().map(Optional::get).toList())
              : ColumnType.VARIANT);
    }
    if (value instanceof String) {
      return Optional.of(ColumnType.STRING);
    }
    if (value instanceof Boolean) {
      return Optional.of(ColumnType.BOOLEAN);
    }
    if (value instanceof BigInteger) {
      return Optional.of(ColumnType.DECIMAL20);
    }
    boolean isReal = value instanceof Double || value instanceof Float;
    return Optional.of(
        isReal
            ? ColumnType.DOUBLE
            : value instanceof Number ? ColumnType.LONG : ColumnType.VARIANT);
  }
}
