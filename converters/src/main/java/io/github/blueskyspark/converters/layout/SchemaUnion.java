package io.github.blueskyspark.converters.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How the columns of a table grow from conversion to conversion: columns never vanish, and a type
 * only gets wider.
 */
public final class SchemaUnion {
  private SchemaUnion() {}

  /** Columns of both: the table's first, with types that hold the values of both. */
  public static StructType union(StructType table, StructType rows) {
    StructType union = new StructType();
    for (StructField field : table.fields()) {
      DataType type =
          find(rows, field.name())
              .map(other -> TypeUnion.of(field.dataType(), other.dataType()))
              .orElse(field.dataType());
      union = union.add(new StructField(field.name(), type, true, field.metadata()));
    }
    for (StructField field : rows.fields()) {
      if (find(table, field.name()).isEmpty()) {
        union = union.add(field);
      }
    }
    return union;
  }

  /**
   * The same, but no integer goes through a double that loses it: such a column is VARIANT.
   *
   * @param table rows that are there
   * @param rows that come, under the names of {@code named}
   */
  public static StructType exactUnion(Dataset<Row> table, Dataset<Row> rows, StructType named) {
    StructType before = table.schema();
    StructType exact = new StructType();
    for (StructField field : union(before, named).fields()) {
      boolean lossy =
          TypeUnion.isReal(field.dataType())
              && (find(before, field.name()).filter(f -> hasGreat(table, f, f.name())).isPresent()
                  || find(named, field.name())
                      .filter(f -> hasGreat(rows, f, rows.columns()[named.fieldIndex(f.name())]))
                      .isPresent());
      DataType type = lossy ? DataTypes.VariantType : field.dataType();
      exact = exact.add(new StructField(field.name(), type, true, field.metadata()));
    }
    return exact;
  }

  private static boolean hasGreat(Dataset<Row> rows, StructField field, String name) {
    return TypeUnion.isInteger(field.dataType())
        && !rows.where(TypeUnion.isGreat(SqlNames.quoted(name), field.dataType())).isEmpty();
  }

  /** A column by its name, case told apart. */
  static Optional<StructField> find(StructType schema, String name) {
    return Arrays.stream(schema.fields()).filter(f -> f.name().equals(name)).findFirst();
  }

  /** Whether a column of the table needs a wider type. */
  public static boolean isRetyped(StructType table, StructType union) {
    for (int i = 0; i < table.length(); i++) {
      DataType before = table.fields()[i].dataType();
      if (!DataType.equalsIgnoreNullability(before, union.fields()[i].dataType())) {
        return true;
      }
    }
    return false;
  }

  /** The columns of the union, with their comments, made of rows with other columns. */
  static List<Column> columns(StructType rows, StructType union) {
    List<String> sql = projection(rows, rows, union);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < union.length(); i++) {
      StructField field = union.fields()[i];
      columns.add(functions.expr(sql.get(i)).as(field.name(), field.metadata()));
    }
    return columns;
  }

  /** SQL for each column of the union, made of the rows' columns, in the order of the union. */
  public static List<String> projection(StructType rows, StructType named, StructType union) {
    List<String> columns = new ArrayList<>();
    for (StructField field : union.fields()) {
      Optional<StructField> given = find(named, field.name());
      String value =
          given
              .map(
                  g -> {
                    String column =
                        SqlNames.quoted(rows.fields()[named.fieldIndex(g.name())].name());
                    return TypeUnion.sql(column, g.dataType(), field.dataType());
                  })
              .orElse("CAST(NULL AS " + field.dataType().sql() + ")");
      columns.add(value + " AS " + SqlNames.quoted(field.name()));
    }
    return columns;
  }
}
