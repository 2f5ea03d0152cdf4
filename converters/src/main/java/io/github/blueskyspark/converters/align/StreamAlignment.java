package io.github.blueskyspark.converters.align;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.github.blueskyspark.converters.align.AsOf.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * As-of join of two DataFrames of different rates, equal to {@code pandas.merge_asof}.
 *
 * <p>Both sides are cut at the same places into slices of even size, whatever run the rows belong
 * to, so that one huge run becomes many tasks. The last and the first right row of a slice are
 * carried to its neighbours. A task merges two sorted streams and holds a few rows.
 *
 * <pre>{@code
 * Dataset<Row> aligned = StreamAlignment.join(primary, baseline,
 *     AsOf.onTime().direction(Direction.NEAREST).within(Duration.ofSeconds(1)).suffix("_baseline"));
 * }</pre>
 */
public final class StreamAlignment {
  private static final String SLICE = "slice";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  private StreamAlignment() {}

  /**
   * Every row of the left side, once, with the columns of its right row behind its own; null where
   * none counts. Right columns that must be equal are left out, others whose name is taken get the
   * suffix. Rows are sorted by the columns that must be equal, then by the compared one (null
   * first), then as they came.
   *
   * <p>The compared columns of both sides are read once before this returns; the rest when the
   * result is used.
   *
   * @throws io.github.blueskyspark.errors.OptionException when a column is missing or has no type
   *     that can be compared
   */
  public static Dataset<Row> join(Dataset<Row> left, Dataset<Row> right, AsOf asOf) {
    Side onLeft = new Side("left", left, asOf.by(), asOf.leftOn(), List.of());
    Side onRight = new Side("right", right, asOf.by(), asOf.rightOn(), asOf.rightOrder());
    if (onLeft.hasInstants() != onRight.hasInstants()) {
      throw Side.cannot(
          "right",
          "compare column '" + asOf.rightOn() + "'",
          "one side has a TIMESTAMP and the other a number",
          "Name two columns of one kind");
    }
    Axis axis = onLeft.isReal() || onRight.isReal() ? Axis.REAL : Axis.WHOLE;
    KeySample sample =
        KeySample.of(onLeft.places(axis).union(onRight.places(axis)), asOf.by().size());
    Slices slices = Slices.of(sample, axis, asOf.rowsATask());
    return join(onLeft, onRight, asOf, axis, slices);
  }

  private static Dataset<Row> join(Side left, Side right, AsOf asOf, Axis axis, Slices slices) {
    int width = asOf.by().size();
    UDF1<Row, Integer> nameOf = place -> slices.nameOf(Key.of(place, 0, width));
    UserDefinedFunction slice = udf(nameOf, DataTypes.IntegerType).asNonNullable();
    List<String> kept = right.columnsWithout(asOf.by());
    Dataset<Row> lefts =
        left.keyed(axis, List.of(left.rows().columns()))
            .withColumn(SLICE, slice.apply(Side.group(width)))
            .repartition(slices.count(), col(SLICE));
    Dataset<Row> rights =
        right
            .keyed(axis, kept)
            .where(col(Side.ON).isNotNull())
            .withColumn(SLICE, slice.apply(Side.group(width)))
            .repartition(slices.count(), col(SLICE));
    if (slices.count() > 1) {
      rights =
          rights
              .unionByName(carried(rights, right.rank(), asOf.direction(), slices))
              .repartition(slices.count(), col(SLICE));
    }
    StructType schema = AlignedSchema.of(left.rows(), right.rows(), kept, asOf.suffix());
    BigDecimal unit = left.hasInstants() ? MICROS : BigDecimal.ONE;
    AsOfMerge.Rule rule =
        new AsOfMerge.Rule(
            axis,
            asOf.direction(),
            asOf.exactMatches(),
            asOf.tolerance().map(t -> axis.tolerance(t.multiply(unit))).orElse(null));
    return grouped(lefts)
        .cogroupSorted(
            grouped(rights),
            left.sorting(),
            right.sorting(),
            new SliceJoin(rule, width, schema.size()),
            Encoders.row(schema));
  }

  private static KeyValueGroupedDataset<Integer, Row> grouped(Dataset<Row> rows) {
    return rows.groupBy(col(SLICE)).as(Encoders.INT(), Encoders.row(rows.schema()));
  }

  /**
   * The right rows next to each slice on either side, as rows of that slice. There are as many as
   * there are slices; the window runs over these.
   */
  private static Dataset<Row> carried(
      Dataset<Row> rights, Column rank, Direction direction, Slices slices) {
    List<String> columns = Arrays.stream(rights.columns()).filter(c -> !c.equals(SLICE)).toList();
    Column whole =
        struct(columns.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new));
    Dataset<Row> edges =
        rights.groupBy(SLICE).agg(max_by(whole, rank).as(LAST), min_by(whole, rank).as(FIRST));
    WindowSpec inOrder = Window.partitionBy("all").orderBy("position");
    Column before =
        last(col(LAST), true).over(inOrder.rowsBetween(Window.unboundedPreceding(), -1));
    Column behind =
        first(col(FIRST), true).over(inOrder.rowsBetween(1, Window.unboundedFollowing()));
    Column next =
        switch (direction) {
          case BACKWARD -> array(before);
          case FORWARD -> array(behind);
          case NEAREST -> array(before, behind);
        };
    List<Column> cells = new ArrayList<>();
    columns.forEach(c -> cells.add(col("carried." + c)));
    cells.add(col(SLICE));
    return positions(rights.sparkSession(), slices)
        .join(edges, col("name").equalTo(col(SLICE)), "left")
        .select(col("name").as(SLICE), next.as("near"))
        .select(col(SLICE), explode(col("near")).as("carried"))
        .where(col("carried").isNotNull())
        .select(cells.toArray(Column[]::new));
  }

  private static Dataset<Row> positions(SparkSession spark, Slices slices) {
    List<Row> rows = new ArrayList<>();
    for (int name : slices.inOrder()) {
      rows.add(RowFactory.create(0, rows.size(), name));
    }
    StructType schema =
        new StructType()
            .add("all", DataTypes.IntegerType)
            .add("position", DataTypes.IntegerType)
            .add("name", DataTypes.IntegerType, false);
    return spark.createDataFrame(rows, schema);
  }
}
