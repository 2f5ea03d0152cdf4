package io.github.blueskyspark.converters.align;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;

/**
 * One side of a join: its rows, with their place in front.
 *
 * @param label what it is called in messages, {@code left} or {@code right}
 * @param rows as given
 * @param by columns that must be equal
 * @param on column that is compared
 * @param order columns that order rows of equal place; empty for the order in which they come
 */
record Side(String label, Dataset<Row> rows, List<String> by, String on, List<String> order) {
  static final String ON = "on";
  static final String ROW = "row";
  private static final String BY = "by";
  private static final String TIE = "tie";

  private static final Set<DataType> WHOLE =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final Set<DataType> REAL = Set.of(DataTypes.FloatType, DataTypes.DoubleType);
  private static final Set<DataType> GROUPS =
      Set.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.BooleanType,
          DataTypes.DateType,
          DataTypes.TimestampType);

  Side {
    List<String> needed = new ArrayList<>(by);
    needed.add(on);
    needed.addAll(order);
    List<String> present = List.of(rows.columns());
    for (String column : needed) {
      if (!present.contains(column)) {
        throw cannot(
            label,
            "join by column '" + column + "'",
            "there is no such column among " + present,
            "Name one of them");
      }
    }
    for (String column : by) {
      DataType type = rows.schema().apply(column).dataType();
      if (!GROUPS.contains(type)
          && !(type instanceof StringType)
          && !(type instanceof DecimalType)) {
        throw cannot(
            label,
            "join by column '" + column + "'",
            "it has type " + type.simpleString(),
            "Use columns of whole numbers, text, truth, dates or times");
      }
    }
    DataType type = rows.schema().apply(on).dataType();
    if (!WHOLE.contains(type) && !REAL.contains(type) && !type.equals(DataTypes.TimestampType)) {
      throw cannot(
          label,
          "compare column '" + on + "'",
          "it has type " + type.simpleString(),
          "Use a column of type TIMESTAMP or a number, or cast it");
    }
  }

  static OptionException cannot(String label, String what, String found, String remedy) {
    return new OptionException(Location.of("align, " + label + " side"), what, found, remedy);
  }

  /** Whether the compared column is an instant. */
  boolean hasInstants() {
    return rows.schema().apply(on).dataType().equals(DataTypes.TimestampType);
  }

  boolean isReal() {
    return REAL.contains(rows.schema().apply(on).dataType());
  }

  /** The number that is compared: microseconds for instants; null where nothing can match. */
  private Column place(Axis axis) {
    Column column = SqlNames.column(on);
    if (hasInstants()) {
      return unix_micros(column);
    }
    return switch (axis) {
      case WHOLE -> column.cast(DataTypes.LongType);
      // Adding 0 makes a negative zero a zero.
      case REAL ->
          nanvl(column.cast(DataTypes.DoubleType).plus(lit(0.0)), lit(null).cast("double"));
    };
  }

  /** Columns {@code on}, {@code by0}, … of each row, and no other. */
  Dataset<Row> places(Axis axis) {
    return rows.select(placed(axis).toArray(Column[]::new));
  }

  private List<Column> placed(Axis axis) {
    List<Column> columns = new ArrayList<>(List.of(place(axis).as(ON)));
    for (int i = 0; i < by.size(); i++) {
      columns.add(SqlNames.column(by.get(i)).as(BY + i));
    }
    return columns;
  }

  /**
   * Columns {@code on}, {@code by0}, …, {@code tie0}, … and {@code row}, the row itself without the
   * columns named.
   */
  Dataset<Row> keyed(Axis axis, List<String> kept) {
    List<Column> columns = placed(axis);
    if (order.isEmpty()) {
      columns.add(monotonically_increasing_id().as(TIE + 0));
    }
    for (int i = 0; i < order.size(); i++) {
      columns.add(SqlNames.column(order.get(i)).as(TIE + i));
    }
    columns.add(struct(kept.stream().map(SqlNames::column).toArray(Column[]::new)).as(ROW));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** What sorts the rows of {@link #keyed}. */
  Column[] sorting() {
    int ties = Math.max(1, order.size());
    Column[] sorting = new Column[by.size() + 1 + ties];
    for (int i = 0; i < by.size(); i++) {
      sorting[i] = col(BY + i).asc_nulls_first();
    }
    sorting[by.size()] = col(ON).asc_nulls_first();
    for (int i = 0; i < ties; i++) {
      sorting[by.size() + 1 + i] = col(TIE + i).asc_nulls_first();
    }
    return sorting;
  }

  /** The same as a struct, for the greatest and the smallest row. */
  Column rank() {
    List<Column> cells = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      cells.add(col(BY + i));
    }
    cells.add(col(ON));
    for (int i = 0; i < Math.max(1, order.size()); i++) {
      cells.add(col(TIE + i));
    }
    return struct(cells.toArray(Column[]::new));
  }

  /** The cells of {@code by} as one argument. */
  static Column group(int width) {
    Column[] cells = new Column[width + 1];
    cells[0] = col(ON);
    for (int i = 0; i < width; i++) {
      cells[i + 1] = col(BY + i);
    }
    return struct(cells);
  }

  /** All columns but these. */
  List<String> columnsWithout(List<String> left) {
    return Arrays.stream(rows.columns()).filter(c -> !left.contains(c)).toList();
  }
}
