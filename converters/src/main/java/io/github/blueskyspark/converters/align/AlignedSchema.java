package io.github.blueskyspark.converters.align;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns of a join: those of the left side, then those of the right side, which may be null. */
final class AlignedSchema {
  private AlignedSchema() {}

  /**
   * @param kept columns of the right side that come along
   * @param suffix put behind names that are taken
   */
  static StructType of(Dataset<Row> left, Dataset<Row> right, List<String> kept, String suffix) {
    boolean sensitive =
        Boolean.parseBoolean(
            left.sparkSession().conf().get("spark.sql.caseSensitive", "false").toString());
    StructType schema = left.schema();
    Set<String> taken = new HashSet<>();
    for (String name : left.columns()) {
      taken.add(folded(name, sensitive));
    }
    for (String column : kept) {
      StructField field = right.schema().apply(column);
      String name = taken.contains(folded(column, sensitive)) ? column + suffix : column;
      while (!taken.add(folded(name, sensitive))) {
        name += "_";
      }
      schema = schema.add(name, field.dataType(), true, field.metadata());
    }
    return schema;
  }

  private static String folded(String name, boolean sensitive) {
    return sensitive ? name : name.toLowerCase(Locale.ROOT);
  }
}
