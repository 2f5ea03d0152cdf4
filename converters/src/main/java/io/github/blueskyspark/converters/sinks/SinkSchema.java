package io.github.blueskyspark.converters.sinks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** Names and types of columns, as far as formats differ in them. */
final class SinkSchema {
  private SinkSchema() {}

  /**
   * Rows' columns, all of which may be null, under the names they have in the table. Where a format
   * cannot tell {@code Det} from {@code det}, the later one gets a trailing {@code _}; a name that
   * the table has already stays with its column.
   */
  static StructType named(StructType rows, StructType table, boolean caseSensitive) {
    if (caseSensitive) {
      return under(rows.fieldNames(), rows);
    }
    Map<String, String> taken = new HashMap<>();
    for (StructField field : table.fields()) {
      taken.put(folded(field.name()), field.name());
    }
    Set<String> used = new HashSet<>();
    String[] names = new String[rows.length()];
    for (int i = 0; i < names.length; i++) {
      String name = rows.fields()[i].name();
      if (name.equals(taken.get(folded(name)))) {
        used.add(folded(name));
        names[i] = name;
      }
    }
    for (int i = 0; i < names.length; i++) {
      String name = rows.fields()[i].name();
      while (names[i] == null) {
        boolean free = !used.contains(folded(name));
        boolean renamed = !name.equals(rows.fields()[i].name());
        if (free && (renamed || !taken.containsKey(folded(name)))) {
          names[i] = taken.getOrDefault(folded(name), name);
          used.add(folded(name));
        }
        name += "_";
      }
    }
    return under(names, rows);
  }

  /** The same columns, all of which may be null, under other names. */
  private static StructType under(String[] names, StructType rows) {
    StructType result = new StructType();
    for (int i = 0; i < names.length; i++) {
      StructField field = rows.fields()[i];
      result = result.add(new StructField(names[i], field.dataType(), true, field.metadata()));
    }
    return result;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether a VARIANT stands inside another type. */
  static boolean hasNestedVariant(StructType schema) {
    return Arrays.stream(schema.fields()).anyMatch(f -> isNested(f.dataType(), false));
  }

  private static boolean isNested(DataType type, boolean inside) {
    if (type instanceof VariantType) {
      return inside;
    }
    if (type instanceof ArrayType array) {
      return isNested(array.elementType(), true);
    }
    if (type instanceof MapType map) {
      return isNested(map.valueType(), true);
    }
    return type instanceof StructType struct
        && Arrays.stream(struct.fields()).anyMatch(f -> isNested(f.dataType(), true));
  }
}
